/** Why nothing, or nothing more, could be brought in. Each has a sentence in the catalogue. */
export const failureReasons = [
  "not_archive",
  "archive_damaged",
  "archive_path",
  "archive_link",
  "archive_device",
  "archive_many",
  "archive_file_large",
  "archive_large",
  "archive_bomb",
  "xml_damaged",
  "xml_entities",
  "is_library",
  "not_course",
  "course_no_chapters",
  "course_large",
  "archive_missing",
  "not_yours",
  "interrupted",
  "unexpected",
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** Ends an import with a reason its author understands. Anything else thrown in an import is a bug. */
export class ImportFailure extends Error {
  override readonly name = "ImportFailure";
  constructor(
    readonly reason: FailureReason,
    /** For the log: where in the file. */
    readonly detail = "",
  ) {
    super(detail ? `${reason}: ${detail}` : reason);
  }
}
