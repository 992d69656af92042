/* Clouds, what they refuse, and registers. */
import { t } from '../look/words';
import { ask } from './deed';
import { number } from './format';
import { usePath, type Aside, type Cloud, type Register } from './pages';
import { Card, State, Table } from './table';

const EVERY = 5_000;

/** Entries of all lanes that a cloud refuses: why, and what a person may do. */
export function SetAside() {
  const refused = usePath<Aside[]>('/set-aside', EVERY) ?? [];
  if (refused.length === 0) return null;
  const retry = (one: Aside): void => ask({ test: 'aside', title: t('shop.aside.retry-ask'), what: t('shop.aside.retry-what', { entry: one.entry, cloud: one.cloud }), go: t('shop.aside.retry'), path: '/set-aside/retry', body: { entry: one.entry, cloud: one.cloud } });
  const discard = (one: Aside): void => ask({ test: 'aside', title: t('shop.aside.discard-ask'), what: t('shop.aside.discard-what', { entry: one.entry, cloud: one.cloud }), go: t('shop.aside.discard'), danger: true,
    text: { label: t('shop.aside.note'), as: 'note', missing: t('shop.aside.note-missing'), most: 300, test: 'aside-note' }, path: '/set-aside/discard', body: { entry: one.entry, cloud: one.cloud } });
  return <Card test="refused" title={t('shop.aside')} count={refused.length}>
    <Table label={t('shop.aside')} empty="" columns={[{ name: t('shop.entry') }, { name: t('shop.about') }, { name: t('shop.cloud') }, { name: t('shop.why') }, { name: t('shop.sent'), right: true }, { name: '' }]}
      rows={refused.map(one => ({ key: one.entry + one.cloud, test: 'aside-of-' + one.entry, cells: [<span class="mono" title={one.since}>{one.entry}</span>, `${one.topic ?? ''} ${one.subject ?? ''}`, one.cloud, one.reason, number(one.tries) + ' ×',
        <span class="row"><button type="button" class="small" data-test={'retry-' + one.entry} aria-label={`${t('shop.aside.retry')} ${one.entry} ${one.cloud}`} onClick={() => retry(one)}>{t('shop.aside.retry')}</button>
          <button type="button" class="small" data-test={'discard-' + one.entry} data-entry={one.entry} data-aside="discard" aria-label={`${t('shop.aside.discard')} ${one.entry} ${one.cloud}`} onClick={() => discard(one)}>{t('shop.aside.discard')}…</button></span>] }))} />
  </Card>;
}

/** What each cloud has of this lane. */
export function Clouds() {
  const clouds = usePath<Cloud[]>('/clouds', EVERY) ?? [];
  return <Card test="clouds" title={t('shop.clouds')} count={clouds.length} aside={clouds.length
    ? <button type="button" class="plain small" data-test="drain" onClick={() => ask({ test: 'drain', title: t('shop.repair.drain'), what: t('shop.clouds.drain-what'), go: t('shop.repair.drain'), path: '/drain', body: {} })}>{t('shop.repair.drain')}…</button> : null}>
    <Table label={t('shop.clouds')} empty={t('shop.clouds.none')} columns={[{ name: t('shop.cloud') }, { name: t('shop.state') }, { name: t('shop.clouds.waiting'), right: true }, { name: t('shop.clouds.last') }]}
      rows={clouds.map(cloud => ({ key: cloud.name, test: 'cloud-' + cloud.name, cells: [<>{cloud.name} {cloud.required ? null : <span class="soft small">{t('shop.clouds.optional')}</span>}</>, <State state={cloud.reachable ? 'on' : 'off'}>{t(cloud.reachable ? 'shop.clouds.reachable' : 'shop.clouds.silent')}</State>, number(cloud.waiting), <span class="mono">{cloud.lastStored ?? '–'}</span>] }))} />
  </Card>;
}

/** The shop's registers, and how far Odoo has them. */
export function Registers() {
  const registers = usePath<Register[]>('/registers', EVERY) ?? [];
  const how = (one: Register): string => one.state === 'made' ? t('shop.register.made', { id: String(one.configId) })
    : one.state === 'set_aside' ? t('shop.register.refused', { n: one.tries, reason: one.reason ?? '' })
      : one.tries ? t('shop.register.waits-again', { n: one.tries, reason: one.reason ?? '' }) : t('shop.register.waits');
  const make = (): void => ask({ test: 'register', title: t('shop.register.make-ask'), what: t('shop.register.make-what'), go: t('shop.register.make'),
    text: { label: t('shop.register.name'), as: 'name', missing: t('shop.register.name-missing'), most: 64, test: 'register-name' }, check: { label: t('shop.register.cash'), as: 'cash', test: 'register-cash' }, path: '/registers/add', body: { opId: 'shop-' + crypto.randomUUID() } });
  const retry = (one: Register): void => ask({ test: 'register', title: t('shop.repair.register'), what: t('shop.register.retry-what', { name: one.name }), go: t('shop.repair.register'), path: '/registers/retry', body: { register: one.id } });
  return <Card test="registers" title={t('shop.registers')} count={registers.length} aside={<button type="button" class="plain small" data-test="register-new" onClick={make}>{t('shop.register.new')}…</button>}>
    <Table label={t('shop.registers')} empty={t('shop.registers.none')} columns={[{ name: t('shop.register.column') }, { name: t('shop.register.cash-column') }, { name: t('shop.state') }, { name: '' }]}
      rows={registers.map(one => ({ key: one.id, cells: [<span title={one.id}>{one.name}</span>, one.cash ? t('shop.yes') : '', <span data-test={'how-' + one.name}>{how(one)}</span>,
        one.state === 'set_aside' ? <button type="button" class="small" data-test={'register-retry-' + one.name} aria-label={`${t('shop.repair.register')}: ${one.name}`} onClick={() => retry(one)}>{t('shop.repair.register')}…</button> : ''] }))} />
  </Card>;
}
