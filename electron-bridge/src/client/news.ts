import type { Board, Case, FromLane, Lanes, ProblemFacts, Register, Safety, SyncStatus } from '../protocol/index.js';
import { Cell } from './value.js';

/** What a lane tells of itself and of the shop. Each is undefined until it has. */
export class ShopNews {
  readonly lanes = new Cell<Lanes | undefined>(undefined);
  readonly safety = new Cell<Safety | undefined>(undefined);
  readonly review = new Cell<readonly Case[] | undefined>(undefined);
  readonly registers = new Cell<readonly Register[] | undefined>(undefined);
  readonly problems = new Cell<readonly ProblemFacts[] | undefined>(undefined);
  readonly board = new Cell<Board | undefined>(undefined);
  readonly status = new Cell<SyncStatus | undefined>(undefined);

  hear(message: FromLane): void {
    switch (message.type) {
      case 'LANES':
        return this.lanes.set(message);
      case 'SAFETY':
        return this.safety.set(message);
      case 'REVIEW':
        return this.review.set(message.cases);
      case 'REGISTERS':
        return this.registers.set(message.registers);
      case 'PROBLEMS':
        return this.problems.set(message.problems);
      case 'BOARD':
        return this.board.set(message);
      case 'SYNC_STATUS':
        return this.status.set(message);
      default:
    }
  }
}
