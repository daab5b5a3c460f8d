import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SchoolNameContext } from "./school-name-context";
import { usePageTitle } from "./use-page-title";

beforeEach(() => void (document.title = "Hill School"));
afterEach(cleanup);

const show = (first: string | null) =>
  renderHook(({ name }) => usePageTitle(name), {
    initialProps: { name: first },
    wrapper: ({ children }) => <SchoolNameContext value="Hill School">{children}</SchoolNameContext>,
  });

it("names the tab once the name is known, anew when it changes, and lets go of it", () => {
  const { rerender, unmount } = show(null);
  expect(document.title).toBe("Hill School");
  rerender({ name: "Orion" });
  expect(document.title).toBe("Orion · Hill School");
  rerender({ name: "Sirius" });
  expect(document.title).toBe("Sirius · Hill School");
  unmount();
  expect(document.title).toBe("Hill School");
});

it("names it again when the server names it late after the school alone, and leaves the next page's name", async () => {
  const { unmount } = show("Orion");
  act(() => void (document.title = "Hill School"));
  await vi.waitFor(() => expect(document.title).toBe("Orion · Hill School"));
  document.title = "My learning · Hill School";
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(document.title).toBe("My learning · Hill School");
  unmount();
  expect(document.title).toBe("My learning · Hill School");
});
