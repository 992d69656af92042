import { useLanguage } from './use';
import { language, languages, nameOf, t } from './words';

/** The switch of languages. */
export function Languages() {
  const now = useLanguage();
  return <select class="tongue" aria-label={t('look.languages')} data-test="language" value={now} onChange={event => language.choose(event.currentTarget.value)}>
    {languages.map(tag => <option key={tag} value={tag} lang={tag}>{nameOf(tag)}</option>)}
  </select>;
}
