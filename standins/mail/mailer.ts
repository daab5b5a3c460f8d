/** Hands mails to Resend, or to whatever speaks its API at `baseUrl`. */
export function mailer(options: { baseUrl: string; apiKey: string; send?: typeof fetch }) {
  const send = options.send ?? fetch;
  return async (message: { from: string; to: string; subject: string; text: string; html?: string }): Promise<void> => {
    const response = await send(`${options.baseUrl}/emails`, {
      method: "POST",
      headers: { authorization: `Bearer ${options.apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({ ...message, to: [message.to] }),
      signal: AbortSignal.timeout(15_000),
    });
    await response.text();
    if (!response.ok) throw new Error(`The mail service answered ${response.status}`);
  };
}
