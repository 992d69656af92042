import { language } from '../look/words';
import { Deeds } from './deeds';
import { money } from './money';
import { Shop } from './shop';

/** The till of this window. */
export const shop = new Shop();
/** What may be done at it. */
export const deeds = new Deeds(shop);
/** Whole cents in the language of this window. */
export const cash = (wholeCents: number): string => money(wholeCents, language.get());
