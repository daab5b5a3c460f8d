import { expect, test } from "vitest";
import { readIdentityEvent } from "./identity-event";

const data = {
  id: "user_1",
  first_name: "Nia",
  last_name: null,
  email_addresses: [{ id: "e1", email_address: "nia@example.com", verification: null }],
  primary_email_address_id: null,
  updated_at: 10,
};
test("a person without a proven address is told as such", () => {
  expect(readIdentityEvent({ type: "user.created", data })).toEqual({
    kind: "told",
    subject: "user_1",
    name: "Nia",
    email: "nia@example.com",
    isEmailVerified: false,
    updatedAt: 10,
  });
});
test("a person without name and address is told as such", () => {
  const bare = { id: "user_1", updated_at: 10 };
  expect(readIdentityEvent({ type: "user.updated", data: bare })).toMatchObject({ name: null, email: null });
});
test.each([
  null,
  "words",
  {},
  { type: "user.created" },
  { type: "session.created", data },
  { type: "user.deleted", data: { id: "" } },
])("%j tells nothing of a person", (body) => {
  expect(readIdentityEvent(body)).toBeNull();
});
