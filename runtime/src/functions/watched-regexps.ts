import { longestSafeText } from "./regexp-danger";
import type { TurnWatch } from "./turn-watch";

/** The regular expressions of a project: its `RegExp`, and what is done to those that stand in its code. */
export type WatchedRegExps = {
  readonly RegExp: RegExpConstructor;
  /** Gives an expression back that does the same and can be cut off. */
  watched(expression: RegExp): RegExp;
};

/**
 * Regular expressions that some text could keep busy for ever: with a text that is long enough for that, whatever is built in
 * to JavaScript is done so that it can be cut off. With shorter ones, and for all other expressions, nothing changes.
 */
export function watchRegExps({ cutOff }: TurnWatch): WatchedRegExps {
  const real = RegExp;

  class Watched extends RegExp {
    /** Does the work: an expression without anything of its own is what V8 is fast with. */
    readonly #twin: RegExp;
    readonly #longest: number;

    constructor(expression: RegExp, longest: number) {
      super(expression);
      this.#twin = expression;
      this.#longest = longest;
    }

    #do<T>(text: string, work: (twin: RegExp) => T): T {
      const twin = this.#twin;
      twin.lastIndex = this.lastIndex;
      const result = text.length > this.#longest ? cutOff(() => work(twin)) : work(twin);
      this.lastIndex = twin.lastIndex;
      return result;
    }

    override exec(text: string): RegExpExecArray | null {
      const given = String(text);
      return this.#do(given, (twin) => twin.exec(given));
    }

    override [Symbol.match](text: string): RegExpMatchArray | null {
      const given = String(text);
      return this.#do(given, (twin) => twin[Symbol.match](given));
    }

    override [Symbol.matchAll](text: string): RegExpStringIterator<RegExpExecArray> {
      const given = String(text);
      const found = this.#do(given, (twin) => {
        const matches = twin[Symbol.matchAll](given);
        return given.length > this.#longest ? [...matches][Symbol.iterator]() : matches;
      });
      return found;
    }

    override [Symbol.search](text: string): number {
      const given = String(text);
      return this.#do(given, (twin) => twin[Symbol.search](given));
    }

    override [Symbol.split](text: string, limit?: number): string[] {
      const given = String(text);
      return this.#do(given, (twin) => twin[Symbol.split](given, limit));
    }

    override [Symbol.replace](text: string, by: string | ((substring: string, ...args: unknown[]) => string)): string {
      // Code of the project is never cut off in the middle: between its calls there is one step for each match.
      if (typeof by === "function") return super[Symbol.replace](text, by as never);
      const [given, replacement] = [String(text), String(by)];
      return this.#do(given, (twin) => twin[Symbol.replace](given, replacement));
    }
  }

  const watched = (expression: RegExp): RegExp => {
    const longest = longestSafeText(expression.source, expression.flags);
    return longest === Infinity ? expression : new Watched(expression, longest);
  };
  const project: RegExpConstructor = new Proxy(real, {
    construct: (target, args, newTarget) =>
      newTarget === project
        ? watched(Reflect.construct(target, args) as RegExp)
        : (Reflect.construct(target, args, newTarget) as RegExp),
    apply: (target, self, args) => watched(Reflect.apply(target, self, args) as RegExp),
  });
  Object.defineProperty(Watched.prototype, "constructor", { value: project, writable: true, configurable: true });
  return { RegExp: project, watched };
}
