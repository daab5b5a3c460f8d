// What is printed when the school is open. Node's own modules only.

/**
 * @param {import("./settings.mjs").Settings} settings
 * @param {string} folder
 * @param {import("./data-folder.mjs").Secrets} secrets
 * @param {{functionsEnv: Record<string, string>, videoDelivery: "hls" | "original" | null} | null} ready
 */
export function summary(settings, folder, secrets, ready) {
  const origin = settings.origins[0];
  const parts = [
    ["Convex", settings.convexUrl ? `real (${settings.convexUrl})` : "embedded"],
    ["Identity", settings.isClerk ? "real (Clerk)" : "embedded"],
    ["Mail", settings.resendKey ? "real (Resend)" : "embedded (outbox, nothing is sent)"],
    ["Search", settings.hasAlgolia ? "real (Algolia)" : "embedded"],
    [
      "Video",
      settings.hasMux
        ? "real (Mux)"
        : ready?.videoDelivery === "original"
          ? "embedded (no ffmpeg here: videos are played as they were uploaded)"
          : "embedded",
    ],
  ];
  const lines = [
    "",
    `  The school is open: ${origin}`,
    "",
    ...parts.map(([name, mode]) => `    ${`${name}`.padEnd(10)}${mode}`),
  ];
  lines.push(`    ${"Data".padEnd(10)}${folder}`, "");
  if (!settings.resendKey) {
    lines.push(`  Codes and other mail: ${origin}/_svc/mail/outbox?key=${secrets.outboxKey}`);
  }
  if (!settings.convexUrl)
    lines.push(`  First admin: sign in, open ${origin}/setup and enter ${secrets.bootstrapToken}`);
  // Clerk knows none of the demo's people: there is nobody to sign in as.
  if (settings.hasDemo && !settings.isClerk)
    lines.push("  Demo school: sign in as a student, an instructor or the admin at a click.");
  if (settings.isClerk && !settings.convexUrl) {
    lines.push(
      `  Clerk's webhook (user.*): ${origin}/_svc/convex/http/webhooks/identity, its secret in CLERK_WEBHOOK_SIGNING_SECRET`,
    );
  }
  if (settings.convexUrl) {
    lines.push("", "  Tell your Convex deployment what only this school knows (keep the secrets as they are):", "");
    for (const [name, value] of Object.entries(ready?.functionsEnv ?? ownEnv(settings, secrets)))
      lines.push(`    npx convex env set ${name} '${value}'`);
  }
  lines.push("", "  Ctrl-C ends it. Everything is kept for the next start.", "");
  return lines.join("\n");
}

/**
 * What a real deployment must be told by this school where every vendor is real, and so has its keys from whoever runs it.
 * @param {import("./settings.mjs").Settings} settings
 * @param {import("./data-folder.mjs").Secrets} secrets
 */
function ownEnv(settings, secrets) {
  return {
    SCHOOL_ORIGIN: settings.origins[0] ?? "",
    MAIL_FROM: settings.mailFrom,
    MAIL_LINK_SECRET: secrets.mailLinkSecret,
    BOOTSTRAP_TOKEN: secrets.bootstrapToken,
  };
}
