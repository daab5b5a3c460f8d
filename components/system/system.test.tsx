import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import type { SystemChannel, SystemOverview, SystemPart } from "@/services/system/describe-system";
import { unknownPart } from "@/services/system/part";
import { SystemView } from "./system-view";

const part = (more: Partial<SystemPart> & Pick<SystemPart, "part">): SystemPart => {
  const { askedAt: _, ...health } = unknownPart(more.part);
  return {
    ...health,
    ...{ vendor: "Algolia", isReal: false, address: null, settings: [], webhookUrl: null },
    client: { name: "algoliasearch", version: "5.64.0" },
    ...more,
  };
};
const channel = (more: Partial<SystemChannel> = {}): SystemChannel => ({
  ...{ channel: "mail", waiting: 0, isMoreWaiting: false, delivered: 7, lastDeliveredAt: 5 },
  ...{ lastError: null, lastErrorAt: null, refused: [], isMoreRefused: false },
  ...more,
});
const system = (more: Partial<SystemOverview> = {}): SystemOverview => ({
  ...{ version: "0.1.0", askedAt: null, channels: [channel()] },
  parts: [part({ part: "search", isUp: true, checkedAt: 9, tookMs: 12 })],
  ...more,
});
function show(given: SystemOverview | null, more: Partial<Parameters<typeof SystemView>[0]> = {}) {
  const acts = { onCheck: vi.fn(), onRetry: vi.fn() };
  renderWithWords(<SystemView system={given} isAsking={false} refusal={null} {...acts} {...more} />);
  return acts;
}

describe("the system page", () => {
  it("says in one sentence that everything answers", () => {
    show(system());
    expect(screen.getByRole("status").textContent).toContain("Everything answers. Nothing waits");
    expect(screen.getByText("Answers in 12 ms")).toBeTruthy();
  });
  it("says that more waits than was counted", () => {
    show(
      system({ channels: [channel({ waiting: 100, isMoreWaiting: true }), channel({ channel: "video", waiting: 2 })] }),
    );
    expect(screen.getByRole("status").textContent).toContain("More than 102 things wait to be delivered.");
  });
  it("says which part does not answer, why, and that it never did", () => {
    const away = { kind: "refused_key", status: 401 } as const;
    show(system({ parts: [part({ part: "search", isUp: false, checkedAt: 9, lastError: away, lastErrorAt: 9 })] }));
    expect(screen.getByRole("status").textContent).toContain("One part does not answer.");
    expect(screen.getByText("It refused the school’s key (401).")).toBeTruthy();
    expect(screen.getByText("Never yet")).toBeTruthy();
  });
  it("shows a real vendor's settings, hidden but for their end", () => {
    const settings = [
      { name: "ALGOLIA_APP_ID", shown: "APP1" },
      { name: "ALGOLIA_ADMIN_API_KEY", shown: "••••••••ADMN" },
      { name: "ALGOLIA_SEARCH_API_KEY", shown: null },
    ] as const;
    show(system({ parts: [part({ part: "search", isReal: true, settings: [...settings] })] }));
    expect(screen.getByText("••••••••ADMN")).toBeTruthy();
    expect(screen.getByText("not set")).toBeTruthy();
    expect(screen.getByText("Not asked yet")).toBeTruthy();
  });
  it("tells in a panel how to use the vendor", async () => {
    const parts = [part({ part: "identity", vendor: "Clerk", webhookUrl: "https://school.example/webhooks/identity" })];
    show(system({ parts }));
    await userEvent.click(screen.getByRole("button", { name: "Use Clerk instead" }));
    const panel = within(screen.getByRole("dialog", { name: "Use Clerk" }));
    expect(panel.getByText(/https:\/\/school\.example\/webhooks\/identity/)).toBeTruthy();
    expect(panel.getByText("CLERK_SECRET_KEY")).toBeTruthy();
    expect(panel.getAllByRole("listitem")).toHaveLength(8);
  });
  it("lists what a vendor refused with the reason, and tries it again when asked", async () => {
    const refused = [{ key: "welcome/1", error: "no such mailbox", createdAt: 5 }];
    const { onRetry } = show(system({ channels: [channel({ refused })] }));
    expect(screen.getByText("welcome/1")).toBeTruthy();
    expect(screen.getByText(/no such mailbox/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(onRetry).toHaveBeenCalledWith("mail");
  });
  it("says that a channel is held up, and by what", () => {
    show(system({ channels: [channel({ waiting: 3, lastError: "RESEND_API_KEY is not set", lastErrorAt: 9 })] }));
    expect(screen.getByText("Held up")).toBeTruthy();
    expect(screen.getByText("RESEND_API_KEY is not set")).toBeTruthy();
  });
  it("asks every part when asked to, and not again while it asks", async () => {
    const { onCheck } = show(system());
    await userEvent.click(screen.getByRole("button", { name: "Check now" }));
    expect(onCheck).toHaveBeenCalledTimes(1);
  });
  it("does not ask again while parts have not answered", async () => {
    const { onCheck } = show(system({ askedAt: Date.now() }));
    await userEvent.click(screen.getByRole("button", { name: "Check now" }));
    expect(onCheck).not.toHaveBeenCalled();
  });
  it("is drawn in its shape while it loads", () => {
    show(null);
    expect(screen.getByRole("heading", { level: 1, name: "System" })).toBeTruthy();
    expect(screen.queryByRole("table")).toBeNull();
  });
});
