import { OneImport } from "@/components/imports/one-import";

export default async function Page({ params }: { params: Promise<{ importId: string }> }) {
  const { importId } = await params;
  return <OneImport importId={importId} />;
}
