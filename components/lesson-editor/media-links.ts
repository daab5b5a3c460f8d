export type Provider = "youtube" | "vimeo" | "other";

/** An https address of a page or video, or null when the text is none. A bare host gets https. */
export function httpsAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === "") return null;
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text.replace(/^http:/i, "https:") : `https://${text}`;
  if (!URL.canParse(full)) return null;
  const { protocol, hostname, username, password } = new URL(full);
  return protocol === "https:" && hostname.includes(".") && username === "" && password === "" ? full : null;
}

/** Who plays the video at an address. */
export function providerOf(address: string): Provider {
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^(www|m|player)\./, "") : "";
  if (host === "youtube.com" || host === "youtu.be" || host === "youtube-nocookie.com") return "youtube";
  return host === "vimeo.com" ? "vimeo" : "other";
}
