import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { JSONWebKeySet } from "jose";
import { afterAll, beforeAll, describe } from "vitest";
import { identityContract, KNOWN_DIFFERENCES, type ContractPerson, type IdentityService } from "./identity.contract";
import { joinSchool, openBrowser, openSchool, PASSWORD } from "./test-browser";

describe("the stand-in keeps Clerk's contract", () => {
  let service: IdentityService;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const bodies: unknown[] = [];
    const receiver = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        bodies.push(JSON.parse(Buffer.concat(parts).toString()));
        response.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const { port } = receiver.address() as AddressInfo;
    const secret = `whsec_${Buffer.from("a secret of the contract").toString("base64")}`;
    const school = await openSchool({ webhook: { url: `http://127.0.0.1:${port}/`, secret } });
    ends.push(
      () => school.identity.close(),
      async () => {
        receiver.closeAllConnections();
        await new Promise((resolve) => receiver.close(resolve));
      },
    );
    let made = 0;
    const tokenIn = (browser: ReturnType<typeof openBrowser>) => async () => {
      const token = (await browser.post("/token")).body?.token;
      return typeof token === "string" ? token : null;
    };
    service = {
      name: "stand-in",
      issuer: school.identity.issuer,
      keys: async () => (await (await fetch(school.identity.jwksDataUri)).json()) as JSONWebKeySet,
      async person(name): Promise<ContractPerson> {
        const email = `contract-${++made}@example.com`;
        const browser = openBrowser(school);
        await joinSchool(school, browser, email, PASSWORD, name);
        const token = tokenIn(browser);
        const claims = Buffer.from(((await token()) ?? "").split(".")[1] ?? "", "base64url").toString();
        return {
          id: (JSON.parse(claims) as { sub: string }).sub,
          email,
          token,
          async again() {
            const elsewhere = openBrowser(school);
            await elsewhere.post("/sign-in/email", { email, password: PASSWORD });
            return { token: tokenIn(elsewhere) };
          },
          signOut: async () => void (await browser.post("/sign-out")),
          async remove() {
            // Only who is signed in can end their account here.
            await browser.post("/sign-in/email", { email, password: PASSWORD });
            await browser.post("/delete-user", { password: PASSWORD });
          },
        };
      },
      async told() {
        await school.identity.settled();
        return bodies;
      },
    };
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  identityContract(() => service);
});

const { TEST_VENDORS, CLERK_SECRET_KEY: secretKey, CLERK_JWT_ISSUER_DOMAIN: domain } = process.env;

// Only by `npm run test:vendors`, and only with keys: it makes people in Clerk's instance, and removes them.
if (TEST_VENDORS === "1" && secretKey && domain) {
  describe("Clerk keeps the contract that the stand-in keeps", { timeout: 120_000 }, () => {
    let service: IdentityService;
    beforeAll(async () => {
      console.log(["Known differences:", ...KNOWN_DIFFERENCES].join("\n- "));
      const [{ createClerkClient }, { issuerOf }] = await Promise.all([
        import("@clerk/nextjs/server"),
        import("../../services/users/issuer"),
      ]);
      const { users, sessions } = createClerkClient({ secretKey, telemetry: { disabled: true } });
      const issuer = issuerOf(domain);
      let made = 0;
      const tokenOf = (sessionId: string) => async () => {
        try {
          return (await sessions.getToken(sessionId)).jwt;
        } catch (error) {
          // A session that is over, or somebody who is gone.
          const status = error instanceof Error && "status" in error ? error.status : null;
          if (status === 404 || status === 401 || status === 422) return null;
          throw error;
        }
      };
      service = {
        name: "Clerk",
        issuer,
        keys: async () => (await (await fetch(`${issuer}/.well-known/jwks.json`)).json()) as JSONWebKeySet,
        async person(name) {
          const email = `doctrina-contract-${Date.now()}-${++made}+clerk_test@example.com`;
          const [firstName = "", lastName = ""] = name.split(" ");
          // An address that the backend gives is proven.
          const { id } = await users.createUser({
            emailAddress: [email],
            firstName,
            lastName,
            skipPasswordRequirement: true,
          });
          const session = await sessions.createSession({ userId: id });
          return {
            id,
            email,
            token: tokenOf(session.id),
            again: async () => ({ token: tokenOf((await sessions.createSession({ userId: id })).id) }),
            signOut: async () => void (await sessions.revokeSession(session.id)),
            remove: async () => void (await users.deleteUser(id)),
          };
        },
        told: null,
      };
    });
    identityContract(() => service);
  });
}
