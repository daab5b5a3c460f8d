const HERE = "http://here.invalid";

/** Where to go after signing in: the asked-for page if it is one of ours, `fallback` for anything that would lead away. */
export function nextPath(asked: string | string[] | undefined | null, fallback = "/learn"): string {
  // Browsers drop tabs and line breaks and read "\" as "/": what contains them is not a path that we wrote.
  if (typeof asked !== "string" || !/^\/(?![/\\])[^\\\s]*$/.test(asked) || /[\u0000-\u001f\u007f]/.test(asked))
    return fallback;
  const url = new URL(asked, HERE);
  if (url.origin !== HERE || url.pathname.startsWith("//") || url.pathname.startsWith("/_svc/")) return fallback;
  return url.pathname + url.search + url.hash;
}
