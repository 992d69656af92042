/* One dialog for everything that an administrator has the node do: it asks for the token once, and for a name for the journal. */
import { useState } from 'preact/hooks';
import { Dialog } from '../look/dialog';
import { toast } from '../look/toast';
import { useValue } from '../look/use';
import { t } from '../look/words';
import { cell } from './line';
import { act, kept, readAgain } from './pages';

/** What is to be done. @property test under which names its fields are found by tests */
export interface Deed {
  test: string; title: string; what: string; go: string; danger?: boolean;
  /** A text to be typed: the label, the member it is sent as, what is said when it is missing. */
  text?: { label: string; as: string; missing: string; most: number; test: string };
  /** A box to be ticked: sent as a member, or only a hurdle. */
  check?: { label: string; as?: string; test: string };
  path: string; body: Record<string, unknown>;
  /** What to offer when the node refuses with 409. */
  force?: { go: string; body: Record<string, unknown> };
}

const open = cell<Deed | undefined>(undefined);
/** Asks whether to do it. */
export const ask = (deed: Deed): void => open.set(deed);

/** Where the question appears. */
export function Deeds() {
  const deed = useValue(open);
  return deed ? <Question key={deed.path + JSON.stringify(deed.body)} deed={deed} /> : null;
}

function Question({ deed }: { deed: Deed }) {
  const [token, setToken] = useState(''), [name, setName] = useState(kept.name()), [text, setText] = useState(''), [ticked, tick] = useState(false);
  const [said, say] = useState(''), [busy, setBusy] = useState(false), [forced, offer] = useState(false), [asks, setAsks] = useState(!kept.token());
  const id = (field: string): string => `${deed.test}-${field}`;
  const hurdle = deed.check && !deed.check.as && !ticked;
  const go = async (force: boolean): Promise<void> => {
    if (busy || hurdle) return;
    if (deed.text && !text.trim()) return say(deed.text.missing);
    const shown = asks ? token.trim() : kept.token();
    if (!shown) return say(t('shop.deed.token-missing'));
    kept.keepName(name.trim());
    setBusy(true);
    const body = { ...deed.body, ...(deed.text ? { [deed.text.as]: text.trim() } : {}), ...(deed.check?.as ? { [deed.check.as]: ticked } : {}), ...(force ? deed.force?.body : {}) };
    const answer = await act(deed.path, body, shown, t('shop.deed.unreachable'));
    setBusy(false);
    if (answer.ok) {
      open.set(undefined);
      toast(t('shop.deed.done', { what: deed.title }));
      readAgain();
      return;
    }
    if (answer.status === 401) setAsks(true);
    offer(answer.status === 409 && !!deed.force && !force);
    say(answer.said);
  };
  return <Dialog name={deed.test} title={deed.title} onCancel={() => open.set(undefined)}>
    <form class="gap" onSubmit={event => { event.preventDefault(); void go(false); }}>
      <p class="soft" data-test={id('what')}>{deed.what}</p>
      {deed.text && <label>{deed.text.label}<input data-test={deed.text.test} maxLength={deed.text.most} value={text} autocomplete="off" onInput={event => setText(event.currentTarget.value)} /></label>}
      {deed.check && <label class="check"><input type="checkbox" data-test={deed.check.test} checked={ticked} onChange={event => tick(event.currentTarget.checked)} /> {deed.check.label}</label>}
      <label>{t('shop.deed.name')}<input data-test={id('by')} maxLength={64} value={name} autocomplete="off" onInput={event => setName(event.currentTarget.value)} /></label>
      {asks && <label>{t('shop.deed.token')}<input data-test={id('token')} type="password" value={token} autocomplete="off" onInput={event => setToken(event.currentTarget.value)} /></label>}
      {said && <p class="notice red" role="alert" data-test={id('answer')}>{said}</p>}
      <div class="acts">
        <button type="button" data-test={id('cancel')} onClick={() => open.set(undefined)}>{t('shop.deed.not-yet')}</button>
        {forced && deed.force
          ? <button type="button" class="danger" data-test={id('force')} disabled={busy} onClick={() => void go(true)}>{deed.force.go}</button>
          : <button type="submit" class={deed.danger ? 'danger' : 'main'} data-test={id('go')} disabled={busy || !!hurdle}>{deed.go}</button>}
      </div>
    </form>
  </Dialog>;
}
