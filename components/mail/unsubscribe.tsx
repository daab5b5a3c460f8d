"use client";
import { useMutation } from "convex/react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { api } from "@/convex/_generated/api";
import type { Stopped } from "@/services/mail/stop-letters";
import type { AppErrorData } from "@/services/shared/app-error";
import { Button, buttonClass } from "@/components/ui/button";
import { Refused } from "@/components/ui/refusal";
import { Spinner } from "@/components/ui/spinner";
import { paths } from "@/lib/paths";
import { readRefusal } from "@/lib/refusal";

type State =
  { step: "stopping" } | { step: "stopped" | "resumed"; stopped: Stopped } | { step: "refused"; refusal: AppErrorData };

/**
 * Ends letters at the click that led here. The click is the reader's: it is done by the page's script, which programs
 * that only look a link up do not run.
 */
export function Unsubscribe({ token }: { token: string }) {
  const stop = useMutation(api.mail.stop);
  const resume = useMutation(api.mail.resume);
  const [state, setState] = useState<State>({ step: "stopping" });
  const [isPending, setPending] = useState(false);
  const [bug, setBug] = useState<{ error: unknown } | null>(null);
  const isAsked = useRef(false);

  const settle = (work: Promise<State>) => {
    setPending(true);
    work
      .then(setState)
      .catch((error: unknown) => {
        const refusal = readRefusal(error);
        if (refusal) setState({ step: "refused", refusal });
        else setBug({ error });
      })
      .finally(() => setPending(false));
  };
  const stopNow = () => settle(stop({ token }).then((stopped): State => ({ step: "stopped", stopped })));
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    stopNow();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, at the click that led here
  }, []);
  if (bug) throw bug.error;
  return (
    <UnsubscribeView
      state={state}
      pending={isPending}
      onUndo={(stopped) =>
        settle(resume({ token, before: stopped.before }).then((): State => ({ step: "resumed", stopped })))
      }
      onStop={stopNow}
    />
  );
}

type ViewProps = { state: State; pending: boolean; onUndo: (stopped: Stopped) => void; onStop: () => void };

/** What was stopped, with a way back. */
export function UnsubscribeView({ state, pending, onUndo, onStop }: ViewProps) {
  const t = useTranslations("mail.unsubscribe");
  if (state.step === "stopping") {
    return (
      <p role="status" className="grid justify-items-center gap-3 px-4 py-24 text-muted">
        <Spinner />
        {t("stopping")}
      </p>
    );
  }
  if (state.step === "refused") {
    return (
      <Refused
        refusal={state.refusal}
        action={
          <Link href={`${paths.account}#letters`} className={buttonClass({})}>
            {t("choose")}
          </Link>
        }
      />
    );
  }
  const { stopped } = state;
  const isStopped = state.step === "stopped";
  return (
    <div className="mx-auto grid max-w-lg gap-4 px-4 py-16 sm:py-24">
      <div role="status" className="grid gap-3">
        <h1 className="display text-3xl">{t(isStopped ? "stopped" : "resumed")}</h1>
        <p className="text-md text-muted">
          {t(isStopped ? "stoppedText" : "resumedText", { what: t(`what.${stopped.what}`) })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {isStopped ? (
          stopped.before !== "off" && (
            <Button variant="primary" pending={pending} onClick={() => onUndo(stopped)}>
              {t("undo")}
            </Button>
          )
        ) : (
          <Button pending={pending} onClick={onStop}>
            {t("stopAgain")}
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
