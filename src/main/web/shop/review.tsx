/* Orders that two lanes changed at once: what leads on the left, what waits on the right, line by line, and who decides. */
import { useState } from 'preact/hooks';
import type { ReviewCase, ReviewSide } from 'tillmesh-bridge/protocol';
import { Dialog } from '../look/dialog';
import { toast } from '../look/toast';
import { clock, t } from '../look/words';
import { asManager } from './line';
import { kept, readAgain } from './pages';
import { Card, State } from './table';

interface Line { id?: unknown; productId?: unknown; name?: unknown; quantity?: unknown; qty?: unknown; unitPrice?: unknown; price?: unknown; note?: unknown }
interface Shot { lines?: Line[]; totals?: { total?: unknown }; paymentLines?: unknown[]; status?: unknown; tableId?: unknown }
type Choice = 'theirs' | 'mine';

const shot = (side: ReviewSide): Shot => (side.snapshot ?? {}) as Shot;
const linesOf = (side: ReviewSide): Line[] => Array.isArray(shot(side).lines) ? shot(side).lines ?? [] : [];
const keyOf = (line: Line): string => String(line.id ?? line.productId ?? line.name ?? '?');
const textOf = (line: Line): string => {
  const price = line.unitPrice ?? line.price;
  return `${String(line.quantity ?? line.qty ?? 1)} × ${String(line.name ?? line.productId ?? '?')}${price === undefined ? '' : ` à ${String(price)}`}${line.note ? ` (${String(line.note)})` : ''}`;
};

/** How a line stands to the other version: the same text, one of the same name that reads otherwise, or none. */
export function standing(line: Line, other: readonly Line[]): 'same' | 'changed' | 'only' {
  if (other.some(one => textOf(one) === textOf(line))) return 'same';
  return other.some(one => keyOf(one) === keyOf(line) && one.name === line.name) ? 'changed' : 'only';
}

export function Review({ cases }: { cases: readonly ReviewCase[] }) {
  const [chosen, choose] = useState<{ of: ReviewCase; choice: Choice } | undefined>();
  if (cases.length === 0 && !chosen) return null;
  return <Card test="review" title={t('shop.review')} count={cases.length}>
    {cases.map(one => <article key={one.caseId} class="case" data-test="case" data-case={one.caseId} aria-label={t('shop.review.order', { ref: one.posReference })}>
      <div class="row wide"><span class="mono">{one.posReference}</span><State state={one.kind === 'paid-twice' ? 'set_aside' : 'pending'}>{t('shop.review.' + one.kind)}</State></div>
      <div class="sides">
        <Side of={one} choice="theirs" side={one.head} other={one.branch} choose={() => choose({ of: one, choice: 'theirs' })} />
        <Side of={one} choice="mine" side={one.branch} other={one.head} choose={() => choose({ of: one, choice: 'mine' })} />
      </div>
    </article>)}
    {chosen && <Settle of={chosen.of} choice={chosen.choice} close={() => choose(undefined)} />}
  </Card>;
}

function Side({ of, choice, side, other, choose }: { of: ReviewCase; choice: Choice; side: ReviewSide; other: ReviewSide; choose: () => void }) {
  const lines = linesOf(side), theirs = linesOf(other), money = shot(side).totals?.total, paid = (shot(side).paymentLines ?? []).length > 0;
  const missing = theirs.filter(line => !lines.some(one => keyOf(one) === keyOf(line)));
  return <div class="side" data-test={'side-' + choice}>
    <div class="row wide"><b>{t('shop.review.' + choice)}</b><span class="soft small">{t('shop.review.lane', { lane: side.lane, at: clock(Date.parse(side.at), true) })}</span></div>
    {lines.length || missing.length ? <ul class="diff">
      {lines.map((line, i) => { const how = standing(line, theirs); return <li key={i + textOf(line)} data-differs={how}><span aria-hidden="true">{how === 'same' ? '' : how === 'only' ? '+' : '~'}</span>
        <span>{textOf(line)}{how === 'same' ? '' : <em class="small"> {t('shop.review.' + how)}</em>}</span></li>; })}
      {missing.map((line, i) => <li key={'missing' + i} data-differs="missing"><span aria-hidden="true">−</span><span><s>{textOf(line)}</s> <em class="small">{t('shop.review.missing')}</em></span></li>)}
    </ul> : <p class="soft">{t('shop.review.no-lines')}</p>}
    <div class="row wide"><span class="num">{money === undefined ? '' : t('shop.review.total', { total: String(money) })}{paid ? ' · ' + t('shop.review.paid') : ''}</span>
      <button type="button" data-test={'settle-' + choice} aria-label={t('shop.review.let-which', { lane: side.lane, ref: of.posReference })} onClick={choose}>{t('shop.review.let')}</button></div>
  </div>;
}

function Settle({ of, choice, close }: { of: ReviewCase; choice: Choice; close: () => void }) {
  const side = choice === 'theirs' ? of.head : of.branch;
  const [name, setName] = useState(kept.name()), [session, setSession] = useState(''), [said, say] = useState(''), [busy, setBusy] = useState(false);
  // Under one name however often the button is pressed: an answer that was lost settles nothing twice.
  const [opId] = useState(() => 'settle-' + crypto.randomUUID());
  const go = async (): Promise<void> => {
    const who = name.trim().replaceAll(':', ' ') || t('shop.review.manager');
    kept.keepName(name.trim());
    setBusy(true);
    const why = await asManager(session.trim() || `dev:${who}:manager`, { type: 'RESOLVE', caseId: of.caseId, choice, opId }, { silent: t('shop.review.silent'), hungUp: t('shop.review.hung-up') });
    setBusy(false);
    if (why !== null) return say(why);
    close();
    toast(t('shop.review.done', { ref: of.posReference }));
    readAgain();
  };
  return <Dialog name="settle" title={t('shop.review.ask')} onCancel={close}>
    <form class="gap" onSubmit={event => { event.preventDefault(); if (!busy) void go(); }}>
      <p class="soft" data-test="settle-what">{t('shop.review.what', { ref: of.posReference, lane: side.lane, at: clock(Date.parse(side.at), true) })}</p>
      <p class="soft">{t('shop.review.other')}</p>
      <label>{t('shop.deed.name')}<input data-test="settle-name" autocomplete="off" maxLength={40} value={name} onInput={event => setName(event.currentTarget.value)} /></label>
      <label>{t('shop.review.session')}<input data-test="settle-session" type="password" autocomplete="off" value={session} onInput={event => setSession(event.currentTarget.value)} /></label>
      {said && <p class="notice red" role="alert" data-test="settle-answer">{said}</p>}
      <div class="acts"><button type="button" data-test="settle-cancel" onClick={close}>{t('shop.deed.not-yet')}</button><button type="submit" class="main" data-test="settle-go" disabled={busy}>{t('shop.review.go')}</button></div>
    </form>
  </Dialog>;
}
