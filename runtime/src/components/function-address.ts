import { canonicalPath } from "../functions/deployment";

/** How a function names another one in a system call. */
export type Address = { name?: string; reference?: string; functionHandle?: string };

/** A function of a component. */
export type FunctionName = {
  /** The component's path, "" for the app. */
  readonly component: string;
  /** "module:name" within it. */
  readonly path: string;
};

/** The path of a component's child. */
function childPath(component: string, name: string): string {
  return component === "" ? name : `${component}/${name}`;
}

/** A function's name that can be kept and used from anywhere, as `createFunctionHandle` gives it. */
export function handleOf({ component, path }: FunctionName): string {
  return `function://${component};${path}`;
}

const handle = /^function:\/\/([^;]*);(.+)$/;
const child = /^_reference\/childComponent\/([^/]+)\/(.+)\/([^/]+)$/;

/**
 * The function that an address means to a function of `caller`. `internal` is false for a function of another component
 * that is named by where it is: of those only the public ones may be called, while a handle is a permission by itself.
 */
export function resolveAddress(caller: string, address: Address): FunctionName & { readonly internal: boolean } {
  if (address.functionHandle !== undefined) {
    const [, component, path] = handle.exec(address.functionHandle) ?? [];
    if (component === undefined || path === undefined)
      throw new Error(`Invalid function handle ${address.functionHandle}`);
    return { component, path: canonicalPath(path), internal: true };
  }
  if (address.name !== undefined) return { component: caller, path: canonicalPath(address.name), internal: true };
  const [, name, module, exported] = child.exec(address.reference ?? "") ?? [];
  if (name === undefined || module === undefined || exported === undefined)
    throw new Error(`The reference ${address.reference} names no function of a component.`);
  return { component: childPath(caller, name), path: canonicalPath(`${module}:${exported}`), internal: false };
}

/** A function as messages and logs name it: with its component, and without a default export's name. */
export function shownName({ component, path }: FunctionName): string {
  const short = path.endsWith(":default") ? path.slice(0, -":default".length) : path;
  return component === "" ? short : `${component}/${short}`;
}
