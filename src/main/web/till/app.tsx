import { Icon } from '../look/icons';
import { Languages } from '../look/languages';
import { Toasts } from '../look/toast';
import { useLanguage, useNow, useValue } from '../look/use';
import { t } from '../look/words';
import { Activity } from './activity';
import { Asking } from './asking';
import { Door } from './door';
import { Floor } from './floor';
import { shop } from './here';
import { me } from './me';
import { Receipts } from './receipts';
import { Sale } from './sale';

/** The till. */
export function App() {
  useValue(shop);
  useLanguage();
  const { screen } = shop.view;
  document.body.dataset['screen'] = screen;
  document.title = `${t('till.title')} · Tillmesh`;
  if (!shop.lane) return <><Door /><Toasts /></>;
  return <>
    <Bar />
    <main data-test={'screen-' + screen}>
      <Trouble />
      {screen === 'floor' ? <Floor /> : screen === 'order' ? <Sale /> : screen === 'receipts' ? <Receipts /> : <Activity />}
    </main>
    <Asking />
    <Toasts />
  </>;
}

/** What is known of the line: a tone and words. Never part of any light. */
function line(now: number): { phase: string; tone: string; words: string } {
  const at = shop.lane!.connection.get(), seconds = Math.max(0, Math.ceil(((at.retryAt ?? now) - now) / 1000));
  if (at.phase === 'ready') return { phase: 'ready', tone: 'good', words: t('till.line.ready', { lane: laneName() }) };
  if (at.phase === 'waiting') return { phase: 'waiting', tone: 'warn', words: seconds ? t('till.line.again', { n: seconds }) : t('till.line.none') };
  if (at.phase === 'closed') return { phase: 'unplugged', tone: 'bad', words: t('till.line.unplugged') };
  return { phase: at.phase, tone: 'warn', words: t('till.line.' + (at.phase === 'signing-in' ? 'signing' : 'connecting')) };
}
const laneName = (): string => shop.lane!.lanes.get()?.lane ?? '';

function Bar() {
  const now = useNow(1000), { phase, tone, words } = line(now), unsaved = shop.unsent().length;
  const tab = (name: 'floor' | 'receipts' | 'activity', icon: 'floor' | 'receipt' | 'list', extra?: unknown) =>
    <button type="button" onClick={() => shop.goTo(name)} data-test={'nav-' + name} aria-current={shop.view.screen === name ? 'page' : undefined}>
      <Icon name={icon} /><span>{t('till.tab.' + name)}</span>{extra as never}
    </button>;
  return <header class="bar">
    <span class="brand"><span class="tile"><Icon name="till" /></span><span class="word">Tillmesh</span></span>
    <nav class="tabs" aria-label={t('till.tabs')}>
      {tab('floor', 'floor')}{tab('receipts', 'receipt')}
      {tab('activity', 'list', unsaved ? <span class="count hot" data-test="unsaved-count" title={t('till.unsaved')}>{unsaved}</span> : null)}
    </nav>
    <span class="grow" />
    <button type="button" class="pill" data-test="line" data-phase={phase} data-tone={tone} aria-label={`${words}. ${t('till.lanes.choose')}`} onClick={() => shop.show({ asking: { kind: 'lanes' } })}><i />{words}</button>
    <Languages />
    <button type="button" class="plain who" onClick={() => void shop.signOut()} data-test="sign-out" title={t('till.signout')} aria-label={`${me.name || me.device}, ${t('till.role.' + role())}: ${t('till.signout')}`}>
      <Icon name="seats" /><span class="name">{me.name || me.device}</span><span class="badge" data-test="role" data-role={role()}>{t('till.role.' + role())}</span>
    </button>
  </header>;
}
/** What the lane says that this person may do. */
export const role = (): string => { const said = shop.lane?.connection.get().role ?? me.role; return ['cashier', 'waiter', 'manager'].includes(said) ? said : 'cashier'; };

function Trouble() {
  const { phase } = shop.lane!.connection.get(), unsaved = shop.unsent().length, away = phase !== 'ready';
  const first = phase === 'connecting' || phase === 'signing-in';
  if (!(away && !first) && !shop.notes.trouble && !shop.deviceTwice) return null;
  return <div class="gap">
    {away && !first ? <p class="notice" data-test="offline" role="status">
      <span class="grow">{t('till.offline')}{unsaved ? ' ' + t('till.offline.waiting', { n: unsaved }) : ''}</span>
      {phase === 'closed' ? <button type="button" onClick={() => shop.lane!.plug()} data-test="plug">{t('till.plug')}</button>
        : <><button type="button" onClick={() => shop.lane!.signIn()} data-test="retry">{t('till.retry')}</button>
          <button type="button" onClick={() => shop.show({ asking: { kind: 'lanes' } })} data-test="other-lane">{t('till.lanes.other')}</button></>}
    </p> : null}
    {shop.notes.trouble ? <p class="notice red" role="alert">{t('till.memory', { why: shop.notes.trouble })}</p> : null}
    {shop.deviceTwice ? <p class="notice red" role="alert" data-test="device-twice">{t('till.twice', { device: me.device })}</p> : null}
  </div>;
}
