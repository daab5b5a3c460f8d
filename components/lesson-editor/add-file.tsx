"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ServedAsset } from "@/services/assets/asset";
import type { BlockContent } from "@/services/lessons/block";
import { AddVideo } from "@/components/videos/add-video";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { Addable } from "./block-kinds";
import { httpsAddress, providerOf } from "./media-links";
import { UploadField } from "./upload-field";

export const accepts = {
  image: "image/png,image/jpeg,image/gif,image/webp,image/avif,image/svg+xml",
  file: ".pdf,.txt,.md,.csv,.json,.zip,.epub,.ipynb,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.odt,.ods,.odp,.mp3,.m4a,.ogg,.wav",
  embed: ".html,.htm",
} as const;

type Props = {
  kind: Addable;
  lessonId: string;
  after: string | null;
  onContent: (content: BlockContent) => void;
  /** A video's block was added with the beginning of its upload. */
  onAdded: (blockId: string) => void;
  onCancel: () => void;
};

/** A block that needs a file or an address before it can stand in the lesson. */
export function AddFile({ kind, lessonId, after, onContent, onAdded, onCancel }: Props) {
  const t = useTranslations("editor.adding");
  if (kind !== "image" && kind !== "video" && kind !== "file" && kind !== "embed") return null;
  const named = (asset: ServedAsset) => asset.name.replace(/\.[a-z0-9]+$/i, "").slice(0, 200);
  const onAsset = (asset: ServedAsset) => {
    const assetId = asset._id as Extract<BlockContent, { kind: "image" }>["assetId"];
    switch (kind) {
      case "video":
        return;
      case "image":
        return onContent({ kind, assetId, alt: "", caption: "" });
      case "file":
        return onContent({ kind, assetId, title: named(asset), description: "" });
      case "embed":
        return onContent({ kind, title: named(asset), source: { type: "asset", assetId }, height: 480 });
    }
  };
  return (
    <div className="my-3 grid gap-4 rounded-card border border-accent-line bg-raised p-5">
      <div className="flex items-center gap-3">
        <h3 className="flex-1 text-md font-medium">{t(`${kind}.title`)}</h3>
        <Button size="sm" variant="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
      {kind === "video" ? (
        <AddVideo lessonId={lessonId} after={after} onAdded={onAdded} />
      ) : (
        <UploadField label={t(`${kind}.drop`)} hint={t(`${kind}.hint`)} accept={accepts[kind]} onAsset={onAsset} />
      )}
      {(kind === "video" || kind === "embed") && (
        <AddressForm
          label={t(`${kind}.address`)}
          onAddress={(url) =>
            onContent(
              kind === "video"
                ? {
                    kind,
                    title: "",
                    source: { type: "embed", provider: providerOf(url), url },
                    captions: [],
                    durationMs: null,
                  }
                : { kind, title: "", source: { type: "url", url }, height: 480 },
            )
          }
        />
      )}
    </div>
  );
}

function AddressForm({ label, onAddress }: { label: string; onAddress: (url: string) => void }) {
  const t = useTranslations("editor.adding");
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      className="flex items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const url = httpsAddress(typed);
        setWrong(!url);
        if (url) onAddress(url);
      }}
    >
      <TextField
        label={label}
        inputMode="url"
        autoComplete="off"
        placeholder="https://"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={isWrong && t("wrong")}
        fieldClassName="flex-1"
      />
      <Button type="submit" className="mt-6">
        {t("use")}
      </Button>
    </form>
  );
}
