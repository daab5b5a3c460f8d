/** One lesson; the layout's room reads it from the address. */
export default function Page() {
  return null;
}
