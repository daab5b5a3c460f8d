import type { User } from "./user";

/** Rows of people who were expected (seeded) and have not signed in begin their token like this. */
const pendingPrefix = "pending|";
/** More people than this never share one address. */
export const mostOfOneAddress = 10;

/** Whether a row stands for someone who has not come yet. */
export const isExpected = ({ tokenIdentifier }: Pick<User, "tokenIdentifier">): boolean =>
  tokenIdentifier.startsWith(pendingPrefix);
