/** Lesson 15: what the network is. */
import { computed } from '@preact/signals';
import { figure } from '../../../../shared/chart/figure';
import type { Lesson, LessonContext } from '../../lesson';
import { placeWords } from '../../vec2';
import { type Layer, likeness } from './layers';
import { NetworkStage } from './NetworkStage';
import { type Answers, Network, PLACE, TIMES } from './store';
import { TimeStage } from './TimeStage';
import { teaching } from './teaching';

/** Two answers farther apart than this are two. */
const APART = 0.15;
/** Two times whose waves are less alike than this are unlike. */
const UNLIKE = 0.4;

interface Sizes {
  picture: number;
  least: number;
  layer: Layer;
}

/** The least numbers of a layer against the picture's: 0 fewer, 1 as many, 2 more. */
export function bottleneck({ picture, least }: Pick<Sizes, 'picture' | 'least'>): 0 | 1 | 2 {
  return least < picture ? 0 : least > picture ? 2 : 1;
}

const numbersOf = ({ shape: [height, width, channels] }: Layer): number => height * width * channels;

export function openNetwork(room: LessonContext): Lesson {
  const store = new Network(room.pool);
  const predicted = room.predicted('narrow');
  const narrow = room.experiment<Sizes>({
    id: 'narrow',
    form: { kind: 'choice' },
    question: (d) => d.network.narrowAsk,
    options: (d) => d.network.narrowOptions,
    work: async ({ tell }) => {
      store.model.value = 'avatars';
      const { image } = (await store.load('avatars')).network;
      // The lowest resolution: where the way down ends
      const lowest = Math.min(...store.layers.value.map(({ shape }) => shape[0]));
      const layer = store.layers.value.find(({ shape, kind }) => shape[0] === lowest && kind === 'block');
      if (layer) tell(1, { picture: image.height * image.width * image.channels, least: numbersOf(layer), layer });
    },
    fits: (answer, sizes) => answer === bottleneck(sizes),
    diagnosis: (d, answer) => d.network.narrowMistakes[answer] ?? '',
    check: (d, { picture, least, layer }) => d.network.narrowCheck(layer.shape.join(' × '), least, picture),
  });
  const time = room.experiment<Answers>({
    id: 'time',
    form: { kind: 'choice' },
    question: (d) => d.network.timeAsk(placeWords(PLACE), TIMES[0], TIMES[2]),
    options: (d) => d.network.timeOptions,
    work: async (report) => {
      const answers = await store.answers(report);
      if (answers) report.tell(1, answers);
    },
    fits: (answer, { eps: [low, , high] }) => answer === (low && high && Math.hypot(low[0] - high[0], low[1] - high[1]) > APART ? 1 : 0),
    diagnosis: (d, answer) => d.network.timeMistakes[answer] ?? '',
    check: (d, { eps, steps }) => d.network.timeCheck(steps, placeWords(PLACE), ...(answersOf(eps) as [string, string, string]), TIMES),
  });
  return {
    teaching,
    enter: () => {
      store.load().catch(room.failed);
    },
    scenes: [
      {
        id: 'unet',
        title: (d) => d.network.title1,
        blocks: [
          { kind: 'text', words: (d) => d.network.text1 },
          { kind: 'experiment', experiment: narrow },
          { kind: 'text', words: (d) => d.network.text2 },
          { kind: 'text', words: (d) => d.network.text3 },
          { kind: 'task', id: 'walk', words: (d) => d.network.walkTask, done: store.walked },
        ],
        Stage: () => <NetworkStage store={store} predicted={predicted} />,
      },
      {
        id: 'time',
        title: (d) => d.network.title2,
        blocks: [
          { kind: 'text', words: (d) => d.network.text4 },
          { kind: 'experiment', experiment: time },
          { kind: 'text', words: (d) => d.network.text5 },
          {
            kind: 'task',
            id: 'alike',
            words: (d) => d.network.alikeTask,
            done: computed(() => likeness(store.t.value, store.other.value, store.card.value?.network.base ?? 32) < UNLIKE),
          },
          { kind: 'text', words: (d) => d.network.text6 },
        ],
        Stage: () => <TimeStage store={store} />,
      },
    ],
  };
}

function answersOf(eps: Answers['eps']): string[] {
  return eps.map((one) => `${placeWords(one)}, ${figure(Math.hypot(...one))}`);
}
