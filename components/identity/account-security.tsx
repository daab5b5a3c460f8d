"use client";
import { useEffect, useState, type ReactNode } from "react";
import { Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { When } from "@/components/ui/when";
import { sessionChanged } from "@/lib/auth/auth";
import {
  changePassword,
  deleteAccount,
  readSecurity,
  revokeOtherSessions,
  revokeSession,
  type IdentityReason,
  type IdentityRefusal,
  type Security,
  type SessionRow,
} from "@/lib/auth/identity-client";
import { describeBrowser } from "./describe-browser";
import { IdentityNote } from "./identity-note";
import { useIdentityWords, useSubmit } from "./use-submit";

const OF_NEW_PASSWORD: IdentityReason[] = ["password_too_short", "password_too_long", "password_too_common"];

/** The parts of a person's account that the identity service keeps: password, sessions, and the end of the account. */
export function AccountSecurity() {
  const { submit, refusal } = useSubmit();
  const [held, setHeld] = useState<Security | null>(null);
  const look = async () => setHeld(await readSecurity());
  useEffect(() => {
    submit(look);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- looked at once, then after each change made here
  }, []);
  const after = (work: () => Promise<void>) =>
    submit(async () => {
      await work();
      await look();
    });
  return (
    <>
      {/* The demo's people have no password: nobody can change it or take their account away from the next visitor. */}
      {held?.hasPassword && <PasswordPart onChanged={() => submit(look)} />}
      <SessionsView
        rows={held?.sessions ?? null}
        refusal={refusal}
        onRetry={() => submit(look)}
        onEnd={(id) => after(() => revokeSession(id))}
        onEndOthers={() => after(revokeOtherSessions)}
      />
      {held?.hasPassword && <DeletePart />}
    </>
  );
}

type PartProps = { id: string; title: string; lead: string; children: ReactNode };

/** One part of the account page: what it is at the left, its controls at the right. */
function Part({ id, title, lead, children }: PartProps) {
  return (
    <section aria-labelledby={id} className="grid gap-x-12 gap-y-5 py-9 md:grid-cols-[14rem_minmax(0,1fr)]">
      <header className="grid content-start gap-1">
        <h2 id={id} className="display text-xl">
          {title}
        </h2>
        <p className="text-base text-muted">{lead}</p>
      </header>
      <div className="grid max-w-lg content-start gap-5">{children}</div>
    </section>
  );
}

function PasswordPart({ onChanged }: { onChanged: () => void }) {
  const t = useTranslations("identity.security");
  const words = useIdentityWords();
  const { submit, pending, refusal } = useSubmit();
  const [typed, setTyped] = useState({ current: "", next: "" });
  const [isChanged, setChanged] = useState(false);
  return (
    <Part id="password-title" title={t("password")} lead={t("passwordLead")}>
      <form
        className="grid gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(async () => {
            setChanged(false);
            await changePassword(typed.current, typed.next);
            await sessionChanged();
            setTyped({ current: "", next: "" });
            setChanged(true);
            onChanged();
          });
        }}
      >
        <IdentityNote refusal={refusal} saidBy={["wrong_password", ...OF_NEW_PASSWORD]} />
        <TextField
          label={t("current")}
          type="password"
          autoComplete="current-password"
          value={typed.current}
          error={refusal?.reason === "wrong_password" ? words(refusal) : null}
          onChange={(event) => setTyped({ ...typed, current: event.target.value })}
        />
        <TextField
          label={t("new")}
          type="password"
          autoComplete="new-password"
          hint={t("newHint")}
          value={typed.next}
          error={refusal && OF_NEW_PASSWORD.includes(refusal.reason) ? words(refusal) : null}
          onChange={(event) => setTyped({ ...typed, next: event.target.value })}
        />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" pending={pending} disabled={!typed.current || !typed.next}>
            {t("change")}
          </Button>
          <p role="status" className="text-base text-muted">
            {isChanged ? t("changed") : null}
          </p>
        </div>
      </form>
    </Part>
  );
}

type SessionsProps = {
  /** Null while they are being looked up. */
  rows: SessionRow[] | null;
  refusal?: IdentityRefusal | null;
  onRetry: () => void;
  onEnd: (id: string) => void;
  onEndOthers: () => void;
};

/** Every browser that is signed in to the account. */
export function SessionsView({ rows, refusal = null, onRetry, onEnd, onEndOthers }: SessionsProps) {
  const t = useTranslations("identity.security");
  const name = (row: SessionRow) => {
    const known = describeBrowser(row.userAgent);
    return known ? t("browserOn", known) : t("unknownBrowser");
  };
  return (
    <Part id="sessions-title" title={t("sessions")} lead={rows?.length === 1 ? t("onlyThis") : t("sessionsLead")}>
      <IdentityNote refusal={refusal} />
      {rows === null && refusal && (
        <div>
          <Button onClick={onRetry}>{t("retry")}</Button>
        </div>
      )}
      {rows === null && !refusal && (
        <SkeletonGroup className="grid gap-2">
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-14 w-full" />
        </SkeletonGroup>
      )}
      {rows !== null && (
        <ul className="divide-y divide-line rounded-card border bg-raised">
          {rows.map((row) => {
            const isPhone = /iPhone|Android/.test(row.userAgent ?? "");
            const Icon = isPhone ? Smartphone : Monitor;
            return (
              <li key={row.id} className="flex items-center gap-3.5 px-4 py-3">
                <Icon aria-hidden className="size-5 shrink-0 text-faint" />
                <div className="grid flex-1 gap-0.5">
                  <span className="flex flex-wrap items-center gap-2 text-base font-medium">
                    {name(row)}
                    {row.isThisOne && <Badge tone="accent">{t("thisOne")}</Badge>}
                  </span>
                  <span className="text-sm text-muted">
                    {t.rich("lastSeen", { at: () => <When at={row.lastSeenAt} /> })}
                  </span>
                </div>
                {!row.isThisOne && (
                  <Button size="sm" aria-label={t("endOf", { browser: name(row) })} onClick={() => onEnd(row.id)}>
                    {t("end")}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {rows !== null && rows.length > 1 && (
        <div>
          <Button onClick={onEndOthers}>{t("endOthers")}</Button>
        </div>
      )}
    </Part>
  );
}

function DeletePart() {
  const t = useTranslations("identity.security");
  const words = useIdentityWords();
  const { submit, pending, refusal, forget } = useSubmit();
  const [isOpen, setOpen] = useState(false);
  const [password, setPassword] = useState("");
  return (
    <Part id="delete-title" title={t("delete")} lead={t("deleteLead")}>
      <div>
        <Button
          onClick={() => {
            forget();
            setPassword("");
            setOpen(true);
          }}
        >
          {t("deleteOpen")}
        </Button>
      </div>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        size="sm"
        title={t("deleteTitle")}
        description={t("deleteLead")}
        footer={
          <Button
            variant="danger"
            disabled={!password}
            pending={pending}
            onClick={() =>
              submit(async () => {
                await deleteAccount(password);
                await sessionChanged();
              })
            }
          >
            {t("deleteConfirm")}
          </Button>
        }
      >
        <div className="grid gap-4">
          <IdentityNote refusal={refusal} saidBy={["wrong_password"]} />
          <TextField
            label={t("deletePassword")}
            type="password"
            autoComplete="current-password"
            value={password}
            error={refusal?.reason === "wrong_password" ? words(refusal) : null}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
      </Dialog>
    </Part>
  );
}
