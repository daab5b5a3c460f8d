"use client";
import { SignIn as ClerkSignIn, SignUp as ClerkSignUp, UserProfile } from "@clerk/nextjs";
import type { ReactNode } from "react";

function Centred({ children }: { children: ReactNode }) {
  return <div className="mx-auto flex w-full max-w-page justify-center px-4 py-12 sm:py-20">{children}</div>;
}

/** Signing in by Clerk. `next` is a path of ours. */
export function SignIn({ next }: { next: string }) {
  return (
    <Centred>
      <ClerkSignIn path="/sign-in" fallbackRedirectUrl={next} signUpUrl="/sign-up" />
    </Centred>
  );
}

/** Starting an account with Clerk. `next` is a path of ours; `invitedEmail` is filled in, for someone who was invited. */
export function SignUp({ next, invitedEmail }: { next: string; invitedEmail: string | null }) {
  return (
    <Centred>
      <ClerkSignUp
        path="/sign-up"
        fallbackRedirectUrl={next}
        signInUrl="/sign-in"
        {...(invitedEmail ? { initialValues: { emailAddress: invitedEmail } } : {})}
      />
    </Centred>
  );
}

/** A new password: Clerk asks for it on its sign-in page. */
export function Reset() {
  return (
    <Centred>
      <ClerkSignIn routing="hash" fallbackRedirectUrl="/learn" signUpUrl="/sign-up" />
    </Centred>
  );
}

/** Password, sessions and the end of the account, as Clerk keeps them. */
export function AccountSecurity() {
  return <UserProfile routing="hash" />;
}
