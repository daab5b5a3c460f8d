import { compareBytes } from "../values/bytes";
import type { Commit, KeyRange, ReadIndex, ReadSet } from "./database";

type Node<Token> = {
  readonly from: Uint8Array;
  readonly to: Uint8Array | null;
  readonly tokens: Set<Token>;
  readonly priority: number;
  /** The furthest end in this subtree; null is the end of the index. */
  furthest: Uint8Array | null;
  left: Node<Token> | null;
  right: Node<Token> | null;
};
type Tree<Token> = Node<Token> | null;

/**
 * Finds the readers of a written key: for each index a treap of intervals ordered by their start, every node knowing the
 * furthest end below it. Adding, removing and asking cost the logarithm of the number of different ranges.
 */
export class IntervalReadIndex<Token> implements ReadIndex<Token> {
  readonly #trees = new Map<string, Tree<Token>>();
  readonly #reads = new Map<Token, ReadSet>();
  #seed = 0x9e3779b9;

  add(token: Token, reads: ReadSet): void {
    this.remove(token);
    this.#reads.set(token, reads);
    for (const range of reads)
      this.#trees.set(range.index, this.#insert(this.#trees.get(range.index) ?? null, range, token));
  }

  remove(token: Token): void {
    const reads = this.#reads.get(token);
    if (reads === undefined) return;
    this.#reads.delete(token);
    for (const range of reads) {
      const tree = removeFrom(this.#trees.get(range.index) ?? null, range, token);
      if (tree === null) this.#trees.delete(range.index);
      else this.#trees.set(range.index, tree);
    }
  }

  touchedBy(commit: Commit): Set<Token> {
    const touched = new Set<Token>();
    for (const { index, key } of commit.keys) collect(this.#trees.get(index) ?? null, key, touched);
    return touched;
  }

  #random(): number {
    this.#seed ^= this.#seed << 13;
    this.#seed ^= this.#seed >>> 17;
    this.#seed ^= this.#seed << 5;
    return this.#seed;
  }

  #insert(tree: Tree<Token>, range: KeyRange, token: Token): Node<Token> {
    if (tree === null) {
      const { from, to } = range;
      return { from, to, tokens: new Set([token]), priority: this.#random(), furthest: to, left: null, right: null };
    }
    const order = compareRanges(range, tree);
    if (order === 0) {
      tree.tokens.add(token);
      return tree;
    }
    if (order < 0) {
      tree.left = this.#insert(tree.left, range, token);
      if (tree.left.priority > tree.priority) return rotateRight(tree, tree.left);
    } else {
      tree.right = this.#insert(tree.right, range, token);
      if (tree.right.priority > tree.priority) return rotateLeft(tree, tree.right);
    }
    refresh(tree);
    return tree;
  }
}

function compareEnds(a: Uint8Array | null, b: Uint8Array | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return compareBytes(a, b);
}

function compareRanges(
  a: { from: Uint8Array; to: Uint8Array | null },
  b: { from: Uint8Array; to: Uint8Array | null },
): number {
  return compareBytes(a.from, b.from) || compareEnds(a.to, b.to);
}

function refresh<Token>(node: Node<Token>): void {
  let furthest = node.to;
  if (node.left !== null && compareEnds(node.left.furthest, furthest) > 0) furthest = node.left.furthest;
  if (node.right !== null && compareEnds(node.right.furthest, furthest) > 0) furthest = node.right.furthest;
  node.furthest = furthest;
}

function rotateRight<Token>(node: Node<Token>, left: Node<Token>): Node<Token> {
  node.left = left.right;
  left.right = node;
  refresh(node);
  refresh(left);
  return left;
}

function rotateLeft<Token>(node: Node<Token>, right: Node<Token>): Node<Token> {
  node.right = right.left;
  right.left = node;
  refresh(node);
  refresh(right);
  return right;
}

function removeFrom<Token>(tree: Tree<Token>, range: KeyRange, token: Token): Tree<Token> {
  if (tree === null) return null;
  const order = compareRanges(range, tree);
  if (order < 0) tree.left = removeFrom(tree.left, range, token);
  else if (order > 0) tree.right = removeFrom(tree.right, range, token);
  else {
    tree.tokens.delete(token);
    if (tree.tokens.size === 0) return merge(tree.left, tree.right);
  }
  refresh(tree);
  return tree;
}

function merge<Token>(left: Tree<Token>, right: Tree<Token>): Tree<Token> {
  if (left === null) return right;
  if (right === null) return left;
  if (left.priority > right.priority) {
    left.right = merge(left.right, right);
    refresh(left);
    return left;
  }
  right.left = merge(left, right.left);
  refresh(right);
  return right;
}

function collect<Token>(tree: Tree<Token>, key: Uint8Array, touched: Set<Token>): void {
  if (tree === null || (tree.furthest !== null && compareBytes(tree.furthest, key) <= 0)) return;
  collect(tree.left, key, touched);
  if (compareBytes(tree.from, key) > 0) return;
  if (tree.to === null || compareBytes(key, tree.to) < 0) for (const token of tree.tokens) touched.add(token);
  collect(tree.right, key, touched);
}
