import { ImportFailure } from "../import-failure";
import { readXml, type Markup } from "./markup";

/** The texts of an archive, and the sizes of all its files, by path. */
export type ArchiveTexts = { texts: ReadonlyMap<string, string>; sizes: ReadonlyMap<string, number> };

/** Texts that a course is read from; everything else is only passed on. */
export const isCourseText = (path: string): boolean => /\.(xml|html|json)$/i.test(path) && !/(^|\/)static\//.test(path);
/** The most bytes that one of these texts, and all of them together, may have. */
export const largestText = 4 * 1024 * 1024;
export const largestTexts = 96 * 1024 * 1024;

/** How often, and how many characters in all, XML is read for one course: far more than an honest one needs. */
const mostLooks = 60_000;
const mostRead = 2 * largestTexts;

/** An archive as a course folder: elements and files by their names. */
export class CourseFiles {
  /** Folder that the course's own files lie in, with a slash at its end; empty for the root. */
  readonly root: string;

  private looks = 0;
  private read = 0;

  constructor(private readonly archive: ArchiveTexts) {
    const roots = [...archive.texts.keys()]
      .filter((path) => /(^|\/)course\.xml$/.test(path))
      .sort((a, b) => a.length - b.length);
    const [first] = roots;
    if (first === undefined) {
      const isLibrary = [...archive.texts.keys()].some((path) => /(^|\/)library\.xml$/.test(path));
      throw new ImportFailure(isLibrary ? "is_library" : "not_course");
    }
    this.root = first.slice(0, -"course.xml".length);
  }

  text(path: string): string | null {
    return this.archive.texts.get(this.root + path) ?? null;
  }

  xml(path: string): Markup | null {
    const text = this.text(path);
    if (text === null) return null;
    // Files that name each other many times over would be read without end.
    this.looks += 1;
    this.read += text.length;
    if (this.looks > mostLooks || this.read > mostRead) throw new ImportFailure("course_large", path);
    return readXml(text, path);
  }

  /** The files below the course's folder, without those that a computer keeps for itself (".DS_Store"). */
  all(): { path: string; bytes: number }[] {
    return [...this.archive.sizes]
      .filter(([path]) => path.startsWith(this.root) && !/(^|\/)\.[^/]*$/.test(path))
      .map(([path, bytes]) => ({ path, bytes }));
  }

  /** An element that is written where it stands, or in a file of its own that its url_name points to. */
  resolve(element: Markup): Markup | null {
    const name = element.attrs.url_name;
    // A colon in a name stands for a folder.
    const own = name && /^[\w.:@+-]+$/.test(name) ? this.ownFile(`${element.name}/${name}`) : null;
    if (own) return { ...own, name: element.name, attrs: { ...element.attrs, ...own.attrs } };
    const isWritten = element.children.some((child) => typeof child !== "string" || child.trim() !== "");
    return isWritten || Object.keys(element.attrs).length > 1 || !name ? element : null;
  }

  private ownFile(path: string): Markup | null {
    return this.xml(`${path}.xml`) ?? (path.includes(":") ? this.xml(`${path.replaceAll(":", "/")}.xml`) : null);
  }
}
