/** Without a lesson the room goes on where the student was; the layout draws it. */
export default function Page() {
  return null;
}
