// Just enough of a document for Preact to put a text in.

class FakeNode {
  readonly childNodes: FakeNode[] = [];
  readonly ownerDocument = undefined as unknown;
  parentNode: FakeNode | null = null;
  namespaceURI = 'http://www.w3.org/1999/xhtml';

  constructor(readonly nodeType: number, public data = '') {}

  get firstChild(): FakeNode | null {
    return this.childNodes[0] ?? null;
  }

  get nextSibling(): FakeNode | null {
    const all = this.parentNode?.childNodes ?? [];
    return all[all.indexOf(this) + 1] ?? null;
  }

  get textContent(): string {
    return this.data + this.childNodes.map(child => child.textContent).join('');
  }

  insertBefore(child: FakeNode, before: FakeNode | null): FakeNode {
    child.parentNode?.removeChild(child);
    const at = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(at, 0, child);
    child.parentNode = this;
    return child;
  }

  appendChild(child: FakeNode): FakeNode {
    return this.insertBefore(child, null);
  }

  removeChild(child: FakeNode): FakeNode {
    this.childNodes.splice(this.childNodes.indexOf(child), 1);
    child.parentNode = null;
    return child;
  }

  remove(): void {
    this.parentNode?.removeChild(this);
  }

  contains(): boolean {
    return true;
  }
}

/** Something to draw in. */
export function box(): HTMLElement {
  const fake = {
    createElement: () => new FakeNode(1),
    createElementNS: () => new FakeNode(1),
    createTextNode: (text: string) => new FakeNode(3, text),
  };
  Object.assign(globalThis, { document: { ...fake, addEventListener: () => {}, removeEventListener: () => {} } });
  const element = new FakeNode(1);
  Object.assign(element, { ownerDocument: fake });
  return element as unknown as HTMLElement;
}
