import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { notificationKinds } from "@/services/notifications/notification";
import { renderWithWords } from "@/lib/i18n/testing";
import { NotificationListView, type NotificationRow } from "./notification-list-view";

const row = (more: Partial<NotificationRow> = {}): NotificationRow => ({
  _id: "n1" as NotificationRow["_id"],
  kind: "enrollmentGranted",
  params: { course: "Night sky" },
  href: "/courses/night-sky",
  readAt: null,
  createdAt: Date.parse("2026-11-20T11:48:00Z"),
  ...more,
});

function show(rows: NotificationRow[]) {
  const acts = { onFollow: vi.fn(), onReadAll: vi.fn() };
  renderWithWords(<NotificationListView rows={rows} more="no" onMore={() => undefined} {...acts} />);
  return acts;
}

describe("the notifications", () => {
  it("one is a link to what happened and says when", () => {
    show([row()]);
    const link = screen.getByRole("link");
    expect(link.getAttribute("href")).toBe("/courses/night-sky");
    expect(link.textContent).toContain("You have been enrolled in Night sky.");
    expect(link.textContent).toContain("12 minutes ago");
  });

  it("an unread one says that it is, and following it tells", async () => {
    const { onFollow } = show([row()]);
    expect(screen.getByText("Unread")).toBeTruthy();
    await userEvent.click(screen.getByRole("link"));
    expect(onFollow).toHaveBeenCalledWith(row());
  });

  it("all can be marked as read only while one is unread", () => {
    show([row({ readAt: 1 })]);
    expect(screen.queryByRole("button", { name: "Mark all as read" })).toBeNull();
  });

  it.each(notificationKinds)("%s has a sentence of its own", (kind) => {
    show([
      row({
        kind,
        params: { course: "Night sky", student: "Ruben", person: "Nia", by: "Ada", file: "demo.tar.gz", role: "admin" },
      }),
    ]);
    expect(screen.getByRole("link").textContent).not.toContain("kinds.");
  });

  it("without any it says what will be here", () => {
    show([]);
    expect(screen.getByText(/will appear here by itself/)).toBeTruthy();
  });
});
