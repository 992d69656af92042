import { act, type ReactNode } from 'react';
import { create, type ReactTestRenderer } from 'react-test-renderer';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** Something that is drawn. */
export interface Drawn {
  text(): string;
  unmount(): Promise<void>;
}

/** Draws with React. */
export async function onReact(node: ReactNode): Promise<Drawn> {
  let drawn!: ReactTestRenderer;
  await act(async () => {
    drawn = create(node as never);
  });
  return {
    text: () => String(drawn.toJSON() ?? ''),
    unmount: () => act(async () => drawn.unmount()),
  };
}
