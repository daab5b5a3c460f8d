"use client";
import { useMutation } from "convex/react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { api } from "@/convex/_generated/api";
import { stopped, type Stopped, type Stopping } from "@/services/mail/stop-letters";
import type { AppErrorData } from "@/services/shared/app-error";
import { Button, buttonClass } from "@/components/ui/button";
import { Refused, RefusalNote } from "@/components/ui/refusal";
import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/lib/paths";
import { useAsk } from "@/lib/use-ask";
import { useDoing } from "@/lib/use-act";

/** The link that this tab has followed: going back to it, or loading it again, ends nothing that was taken up again. */
const followedKey = "doctrina.letters-ended-by";
/** How the letters were before that link ended them, so that the way back outlasts loading the page again. */
const beforeKey = "doctrina.letters-were";

const hasFollowed = (token: string) =>
  typeof sessionStorage === "object" && sessionStorage.getItem(followedKey) === token;
const beforeFollowing = (token: string) =>
  hasFollowed(token) ? (stopped.shape.before.safeParse(sessionStorage.getItem(beforeKey)).data ?? null) : null;

const isInSight = () => document.visibilityState === "visible";
function watchSight(changed: () => void): () => void {
  document.addEventListener("visibilitychange", changed);
  return () => document.removeEventListener("visibilitychange", changed);
}

/**
 * Ends letters for whoever a link in one led here, as soon as the page is seen. Asking for its address alone ends
 * nothing: programs that look links up for a mailbox do that.
 */
export function Unsubscribe({ token }: { token: string }) {
  const asked = useAsk(api.mail.stopLink, { token });
  const stop = useMutation(api.mail.stop);
  const resume = useMutation(api.mail.resume);
  const [before, setBefore] = useState<Stopped["before"] | null>(() => beforeFollowing(token));
  const stopping = useDoing(async () => {
    const done = await stop({ token });
    sessionStorage.setItem(beforeKey, done.before);
    setBefore(done.before);
  });
  const resuming = useDoing((wish: Stopped["before"]) => resume({ token, before: wish }));
  const t = useTranslations("mail.unsubscribe");
  const isOpen = asked.state === "ready" && !asked.value.isStopped;
  const isSeen = useSyncExternalStore(watchSight, isInSight, () => false);
  const [isFirst] = useState(() => !hasFollowed(token));
  const follow = useEffectEvent(() => {
    if (hasFollowed(token)) return;
    sessionStorage.setItem(followedKey, token);
    stopping.act(undefined);
  });
  useEffect(() => {
    if (isOpen && isSeen) follow();
  }, [isOpen, isSeen]);
  if (asked.state === "loading" || (isOpen && isFirst && before === null && !stopping.refusal)) {
    return (
      <p role="status" className="grid justify-items-center gap-3 px-4 py-24 text-muted noscript:hidden">
        <Spinner />
        {t("waiting")}
      </p>
    );
  }
  if (asked.state === "refused") {
    return (
      <Refused
        refusal={asked.refusal}
        action={
          <Link href={`${paths.account}#letters`} className={buttonClass({})}>
            {t("choose")}
          </Link>
        }
      />
    );
  }
  return (
    <UnsubscribeView
      link={asked.value}
      before={before}
      pending={stopping.pending || resuming.pending}
      refusal={stopping.refusal ?? resuming.refusal}
      onStop={() => stopping.act(undefined)}
      onUndo={(wish) => resuming.act(wish)}
    />
  );
}

type ViewProps = {
  link: Stopping;
  /** How the letters were before they were stopped here; null when they were not. */
  before: Stopped["before"] | null;
  pending: boolean;
  refusal: AppErrorData | null;
  onStop: () => void;
  onUndo: (before: Stopped["before"]) => void;
};

/** What may be stopped, or was, with a way back. */
export function UnsubscribeView({ link, before, pending, refusal, onStop, onUndo }: ViewProps) {
  const t = useTranslations("mail.unsubscribe");
  const step = link.isStopped ? "stopped" : before === null ? "asked" : "resumed";
  const mayUndo = link.isStopped && before !== null && before !== "off";
  return (
    <div className="mx-auto grid max-w-lg gap-4 px-4 py-16 sm:py-24">
      <div role="status" className="grid gap-3">
        <h1 className="display text-3xl">{t(step)}</h1>
        <p className="text-md text-muted">{t(`${step}Text`, { what: t(`what.${link.what}`) })}</p>
      </div>
      <RefusalNote refusal={refusal} />
      <div className="flex flex-wrap gap-2">
        {!link.isStopped && (
          <Button variant={step === "asked" ? "primary" : "secondary"} pending={pending} onClick={onStop}>
            {t(step === "asked" ? "stop" : "stopAgain")}
          </Button>
        )}
        {mayUndo && (
          <Button variant="primary" pending={pending} onClick={() => onUndo(before)}>
            {t("undo")}
          </Button>
        )}
        <Link href={`${paths.account}#letters`} className={buttonClass({})}>
          {t("choose")}
        </Link>
      </div>
      <p className="text-sm text-muted">{t("still")}</p>
    </div>
  );
}
