import { Brand } from "@/components/shell/brand";
import { NotFoundPage } from "@/components/shell/not-found-page";

export default function NotFound() {
  return (
    <>
      <header className="mx-auto flex h-14 max-w-page items-center px-4 sm:px-6">
        <Brand />
      </header>
      <main id="page" tabIndex={-1}>
        <NotFoundPage />
      </main>
    </>
  );
}
