/** Serves a project; filled in by the host. */
export async function serve(_args: string[]): Promise<number> {
  throw new Error("serve is not built yet");
}
