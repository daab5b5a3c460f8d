/**
 * Why something arrived changed, from the gravest to the slightest: an item names the first that applies. Each has a
 * sentence in the catalogue.
 */
export const changeReasons = [
  "staff_only",
  "text_too_long",
  "some_answers_lost",
  "question_simplified",
  "simulation_ungraded",
  "scripts_removed",
  "controls_removed",
  "file_missing",
  "frame_refused",
  "picture_elsewhere",
  "drawing_removed",
  "all_asked",
  "condition_dropped",
  "annotations_dropped",
  "feedback_dropped",
  "number_alternatives",
  "clip_whole",
  "captions_missing",
  "file_instead_of_frame",
  "link_broken",
  "formula_text",
  "styles_removed",
  "address_https",
  "summary_cut",
  "gone_from_file",
  "stopped_partway",
] as const;
export type ChangeReason = (typeof changeReasons)[number];

/** Why something did not arrive. Each has a sentence in the catalogue. */
export const lossReasons = [
  "answer_program",
  "answer_formula",
  "answer_on_picture",
  "answer_circuit",
  "answer_annotation",
  "answer_code",
  "answer_chemistry",
  "answer_mixed",
  "answer_pattern",
  "answer_random",
  "answer_expression",
  "answer_several_right",
  "answer_none_right",
  "answer_unknown",
  "submission",
  "peer_review",
  "poll",
  "survey",
  "discussion",
  "lti",
  "drag_drop",
  "scorm",
  "done_button",
  "experiment",
  "looks_only",
  "scripted",
  "empty",
  "component_missing",
  "component_damaged",
  "component_circular",
  "component_unknown",
  "component_too_large",
  "video_missing",
  "file_kind",
  "file_large",
  "schedule",
  "unpublished",
  "grading_policy",
  "course_news",
  "course_page",
] as const;
export type LossReason = (typeof lossReasons)[number];

/** The gravest of the reasons noted; null when there is none. */
export const gravest = (noted: ReadonlySet<ChangeReason>): ChangeReason | null =>
  changeReasons.find((reason) => noted.has(reason)) ?? null;
