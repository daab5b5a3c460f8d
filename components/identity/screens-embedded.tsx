"use client";

export { AccountSecurity } from "./account-security";
export { Reset } from "./reset";
export { SignIn } from "./sign-in";
export { SignUp } from "./sign-up";
