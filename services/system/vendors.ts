import { issuerOf } from "../users/issuer";
import type { Part } from "./part";

/** What a deployment may be given about its parts. */
export const vendorSettings = [
  "DOCTRINA_BACKEND",
  "CONVEX_CLOUD_URL",
  "CONVEX_SITE_URL",
  "CLERK_JWT_ISSUER_DOMAIN",
  "CLERK_WEBHOOK_SIGNING_SECRET",
  "IDENTITY_BASE_URL",
  "RESEND_API_KEY",
  "RESEND_BASE_URL",
  "RESEND_WEBHOOK_SECRET",
  "MAIL_FROM",
  "ALGOLIA_APP_ID",
  "ALGOLIA_ADMIN_API_KEY",
  "ALGOLIA_SEARCH_API_KEY",
  "ALGOLIA_HOST",
  "MUX_TOKEN_ID",
  "MUX_TOKEN_SECRET",
  "MUX_SIGNING_KEY",
  "MUX_PRIVATE_KEY",
  "MUX_WEBHOOK_SECRET",
  "MUX_BASE_URL",
] as const;
export type VendorSetting = (typeof vendorSettings)[number];
export type ReadSetting = (name: VendorSetting) => string | null;

type Vendor = {
  /** The vendor whose place it is. */
  vendor: string;
  /** The npm package by which the school speaks to it; `inside` is what works in its place where that is another. */
  client: string;
  inside?: string;
  isReal: (read: ReadSetting) => boolean;
  /** Where it is asked; null when nobody has said. */
  address: (read: ReadSetting) => string | null;
  /** What may be shown of its settings: as they are, or hidden but for their end. */
  shown: readonly { name: VendorSetting; isSecret: boolean }[];
  /** The path of its webhooks, below the address of HTTP actions; null for a vendor that sends none. */
  webhook: string | null;
};

const open = (name: VendorSetting) => ({ name, isSecret: false });
const secret = (name: VendorSetting) => ({ name, isSecret: true });

/** Every part and its vendor; the system page and the checks know of no other. */
export const vendors: Record<Part, Vendor> = {
  convex: {
    vendor: "Convex",
    client: "convex",
    isReal: (read) => read("DOCTRINA_BACKEND") !== "embedded",
    address: (read) => read("CONVEX_CLOUD_URL"),
    shown: [],
    webhook: null,
  },
  identity: {
    vendor: "Clerk",
    client: "@clerk/nextjs",
    inside: "better-auth",
    isReal: (read) => read("CLERK_JWT_ISSUER_DOMAIN") !== null,
    address: (read) => {
      const domain = read("CLERK_JWT_ISSUER_DOMAIN");
      return domain ? issuerOf(domain) : read("IDENTITY_BASE_URL");
    },
    shown: [open("CLERK_JWT_ISSUER_DOMAIN"), secret("CLERK_WEBHOOK_SIGNING_SECRET")],
    webhook: "/webhooks/identity",
  },
  mail: {
    vendor: "Resend",
    client: "resend",
    isReal: (read) => read("RESEND_API_KEY") !== null && read("RESEND_BASE_URL") === null,
    address: (read) => read("RESEND_BASE_URL") ?? "https://api.resend.com",
    shown: [open("MAIL_FROM"), secret("RESEND_API_KEY"), secret("RESEND_WEBHOOK_SECRET")],
    webhook: "/webhooks/mail",
  },
  search: {
    vendor: "Algolia",
    client: "algoliasearch",
    isReal: (read) => read("ALGOLIA_ADMIN_API_KEY") !== null && read("ALGOLIA_HOST") === null,
    address: (read) => {
      const appId = read("ALGOLIA_APP_ID");
      return read("ALGOLIA_HOST") ?? (appId ? `https://${appId}-dsn.algolia.net` : null);
    },
    shown: [open("ALGOLIA_APP_ID"), secret("ALGOLIA_ADMIN_API_KEY"), secret("ALGOLIA_SEARCH_API_KEY")],
    webhook: null,
  },
  video: {
    vendor: "Mux",
    client: "@mux/mux-node",
    isReal: (read) => read("MUX_TOKEN_SECRET") !== null && read("MUX_BASE_URL") === null,
    address: (read) => read("MUX_BASE_URL") ?? "https://api.mux.com",
    shown: [
      secret("MUX_TOKEN_ID"),
      secret("MUX_TOKEN_SECRET"),
      secret("MUX_SIGNING_KEY"),
      secret("MUX_PRIVATE_KEY"),
      secret("MUX_WEBHOOK_SECRET"),
    ],
    webhook: "/webhooks/video",
  },
};
