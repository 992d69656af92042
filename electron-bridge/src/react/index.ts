// Hooks for React, and for Preact with its compat layer: docs/14-sdk.md.
import { useSyncExternalStore } from 'react';
import type { Conflict, Connection, Held, Lane, Lanes, OrderHandle, SaleState, StoredOrder, Value } from '../client/index.js';

/** A value of the client, drawn again when it changes. */
export function useValue<T>(value: Value<T>): T {
  return useSyncExternalStore(value.subscribe, value.get, value.get);
}

/** How the line to the lane is. It says nothing about sales: for those there is `useSaleSafety`. */
export function useConnection(lane: Lane): Connection {
  return useValue(lane.connection);
}

/** The lanes of the shop; needs `watch: ['lanes']`. */
export function useLanes(lane: Lane): Lanes | undefined {
  return useValue(lane.lanes);
}

/** How safe the sale is that an operation made: from what lanes said, never from a connection. */
export function useSaleSafety(lane: Lane, opId: string): SaleState {
  return useValue(lane.saleState(opId));
}

/** An order with what this screen may do with it. */
export function useOrder(lane: Lane, posReference: string): { order: OrderHandle; stored: StoredOrder | undefined; lease: Held; conflict: Conflict | undefined } {
  const order = lane.order(posReference);
  return { order, stored: useValue(order.stored), lease: useValue(order.lease), conflict: useValue(order.conflict) };
}
