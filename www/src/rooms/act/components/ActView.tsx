import { named } from '../../../shared/i18n/text';
import { Badge } from '../../../shared/ui/Backend';
import { Control } from '../../../shared/ui/Control';
import { NoticeList } from '../../../shared/ui/NoticeList';
import { text } from '../locales/text';
import { Compare, LookUp } from './Compare';
import { useAct } from './context';
import { Duel } from './Duel';
import { LookCloser } from './LookCloser';
import { Losses } from './Losses';
import { Measurement } from './Measurement';
import { SettingsPanel } from './SettingsPanel';
import { Steer } from './Steer';
import { TakeHome } from './TakeHome';
import { Training } from './Training';

/** Room four. */
export function ActView() {
  const act = useAct();
  const t = text.value;
  return (
    <main class="room act">
      <div class="intro">
        <h1>{t.heading}</h1>
        <p>{t.lead}</p>
      </div>
      <NoticeList
        from={[act.engineNotices, act.notices]}
        words={(notice) => (notice.kind === 'note' ? named(t.notes, notice.note) : null)}
        onRemedy={() => act.retry()}
      />
      <div class="act-body">
        <Control name="act.play">
          <Training />
        </Control>
        <Duel />
        <Control name="act.measure">
          <Measurement />
        </Control>
        <Control name="act.loss">
          <Losses />
        </Control>
        <div class="act-sections">
          <LookCloser />
          <Steer />
          <Compare />
          <LookUp />
          <TakeHome />
        </div>
        <Badge status={act.status.value} computed={act.pair.runs.value === null ? null : 'cpu'} />
      </div>
      <SettingsPanel />
    </main>
  );
}
