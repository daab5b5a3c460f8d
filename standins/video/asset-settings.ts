import * as z from "zod";
import type { AssetSettings } from "./store";

const policy = z.enum(["public", "signed"], {
  error: "playback_policies: only 'public' and 'signed' are supported here",
});
const policies = z.union([policy.transform((one) => [one]), z.array(policy).max(10)]);
const passthrough = z.string().max(255).optional();
const language = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, "language_code must be a BCP 47 code");
/** The words that may come with an asset. */
export const metaInput = z.object({
  title: z.string().max(512).optional(),
  creator_id: z.string().max(128).optional(),
  external_id: z.string().max(128).optional(),
});
const url = z.string().max(2_000_000);

/** Captions that Mux would write by listening. */
export const generatedSubtitles = z
  .array(z.object({ name: z.string().max(255).optional(), language_code: language.default("en"), passthrough }))
  .max(20);

/** Captions that are in a file. */
export const textTrackInput = z.object({
  url,
  type: z.literal("text", { error: "type: only text tracks are supported here" }),
  text_type: z.literal("subtitles").optional(),
  language_code: language,
  name: z.string().max(255).optional(),
  closed_captions: z.boolean().default(false),
  passthrough,
});

const sourceInput = z.object({
  url: url.optional(),
  type: z.enum(["video", "audio"]).optional(),
  generated_subtitles: generatedSubtitles.optional(),
  start_time: z.undefined({ error: "inputs.start_time: clips are not supported here" }).optional(),
  end_time: z.undefined({ error: "inputs.end_time: clips are not supported here" }).optional(),
  overlay_settings: z.undefined({ error: "inputs.overlay_settings: overlays are not supported here" }).optional(),
});
const inputs = z.union([
  url.transform((one) => [{ url: one }]),
  z.array(z.union([textTrackInput, sourceInput])).max(20),
]);

/** What a caller may say about a new asset; what has no meaning without Mux's machines is accepted and left alone. */
export const assetSettingsInput = z.object({
  inputs: inputs.optional(),
  input: inputs.optional(),
  playback_policies: policies.optional(),
  playback_policy: policies.optional(),
  advanced_playback_policies: z.array(z.object({ policy })).max(10).optional(),
  passthrough,
  meta: metaInput.optional(),
  video_quality: z.enum(["basic", "plus", "premium"]).optional(),
  test: z.boolean().optional(),
});

/** Reads the settings; the first input that is no text is the source. */
export function readAssetSettings(body: z.infer<typeof assetSettingsInput>): {
  settings: AssetSettings;
  sourceUrl?: string;
} {
  const all = body.inputs ?? body.input ?? [];
  const source = all.find((one): one is z.infer<typeof sourceInput> => !("language_code" in one));
  const texts = all.filter((one): one is z.infer<typeof textTrackInput> => "language_code" in one);
  const advanced = body.advanced_playback_policies?.map((one) => one.policy);
  return {
    settings: {
      policies: body.playback_policies ?? body.playback_policy ?? advanced ?? [],
      passthrough: body.passthrough,
      meta: body.meta,
      videoQuality: body.video_quality,
      test: body.test,
      texts: texts.map(readTextTrack),
      wanted: (source?.generated_subtitles ?? []).map(readGenerated),
    },
    sourceUrl: source?.url,
  };
}

/** The captions that one entry asks for. */
export const readTextTrack = (one: z.infer<typeof textTrackInput>): AssetSettings["texts"][number] => ({
  url: one.url,
  name: one.name,
  languageCode: one.language_code,
  isClosedCaptions: one.closed_captions,
  passthrough: one.passthrough,
});

/** The captions that one entry wishes to be written. */
export const readGenerated = (one: z.infer<typeof generatedSubtitles>[number]): AssetSettings["wanted"][number] => ({
  name: one.name,
  languageCode: one.language_code,
  passthrough: one.passthrough,
});
