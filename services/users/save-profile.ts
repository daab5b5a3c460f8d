import type { Actor } from "../access/permissions";
import { invalid } from "../shared/app-error";
import type { Preferences, Profile } from "./user";
import { isTimeZone } from "./time-zone";
import { named } from "./user-keys";
import type { UserStore } from "./user-store";

type Deps = { users: UserStore };

/** Saves what the actor writes about themselves. A name chosen here is no longer replaced by the identity provider's. */
export async function saveProfile({ users }: Deps, actor: Actor, { name, headline, bio }: Profile): Promise<null> {
  const own = name === actor.name ? {} : { ...named(name), hasOwnName: true };
  await users.change(actor.id, { ...own, headline, bio });
  return null;
}

/** Saves how the actor wants the school to look; what is not named stays. */
export async function savePreferences({ users }: Deps, actor: Actor, wishes: Partial<Preferences>): Promise<null> {
  if (wishes.timeZone && !isTimeZone(wishes.timeZone)) throw invalid("fields", { timeZone: "time_zone" });
  await users.change(actor.id, wishes);
  return null;
}
