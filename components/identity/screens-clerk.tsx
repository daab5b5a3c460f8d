"use client";
import { ClerkFailed, ClerkLoading, SignIn as ClerkSignIn, SignUp as ClerkSignUp, UserProfile } from "@clerk/nextjs";
import type { ReactNode } from "react";
import { SignInAway, SignInComing } from "@/components/shell/sign-in-away";

/** Clerk's own screens come from its servers: until they are there, and where they do not come, the school says so. */
function FromClerk({ children }: { children: ReactNode }) {
  return (
    <>
      <ClerkLoading>
        <SignInComing />
      </ClerkLoading>
      <ClerkFailed>
        <SignInAway />
      </ClerkFailed>
      {children}
    </>
  );
}

function Centred({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex w-full max-w-page justify-center px-4 py-12 sm:py-20">
      <FromClerk>{children}</FromClerk>
    </div>
  );
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
  return (
    <FromClerk>
      <UserProfile routing="hash" />
    </FromClerk>
  );
}
