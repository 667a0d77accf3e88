import { Command, Option } from 'commander';
import type { CopyOptions } from './copy.ts';
import type { FilterOptions } from './create-filter.ts';
import type { CorrectOptions, DeskOptions } from './correct.ts';
import type { ListOptions } from './corrections.ts';
import type { TrainOptions } from './train.ts';

/** Written out here: the list beside the filters would load them all for `--help`. A test compares the two. */
export const STEP_NAMES = ['extract', 'feed', 'robots', 'redact', 'fold', 'duplicates', 'stories', 'analyse', 'claims', 'egress'];

/** The commands. Each loads its code only when it is called, so that `--help` and the filters start at once. */
export function createProgram(): Command {
  const program = new Command('du-luan')
    .description('Follows what the press and the public say about road-traffic order and safety.')
    .showHelpAfterError();
  addRunning(program);
  addResults(program);
  addModels(program);
  addWatching(program);
  addEditing(program);
  addCare(program);
  return program;
}

/** What collects, works and shows. */
function addRunning(program: Command): void {
  program
    .command('demo')
    .description('serve a newsroom on this machine, crawl it, and show the dashboard')
    .option('--once', 'go the whole way once, print one JSON line and exit')
    .option('--corpus <dir>', 'serve real material (headlines*, articles*, comments-*: JSONL or .jsonl.gz) instead of the written newsroom')
    .action(async (options: { once?: true; corpus?: string }) => (await import('./demo.ts')).demo(options));
  program
    .command('start')
    .description('crawl, work, tend and serve in one process')
    .action(async () => (await import('./start.ts')).start({ crawl: true, work: true, tend: true, serve: true }));
  program
    .command('crawl')
    .description('visit the sources of the profile and fill the queue')
    .option('--once', 'visit each source once, work the queue off, print one JSON line and exit')
    .option('--source <id...>', 'only these sources')
    .action(async (options: { once?: true; source?: string[] }) => (await import('./crawl.ts')).crawl(options));
  program
    .command('work')
    .description('work the queue off; any number of these processes')
    .action(async () => (await import('./start.ts')).start({ work: true }));
  program
    .command('tend')
    .description('find stories and close weeks that are over; one such process beside any number of workers')
    .action(async () => (await import('./start.ts')).start({ tend: true }));
  program
    .command('serve')
    .description('serve dashboard and API')
    .action(async () => (await import('./start.ts')).start({ serve: true }));
}

/** What goes in and out as files. */
function addResults(program: Command): void {
  program
    .command('digest')
    .description('write the digest of one week as HTML')
    .addOption(new Option('--week <week>', 'ISO week such as 2026-W34').conflicts('latest'))
    .option('--latest', 'the newest week with items (default)')
    .option('--out <file>', 'file to write; standard output when left out')
    .option('--base-url <url>', 'address of the dashboard that the figures link to')
    .action(async (options: { week?: string; out?: string; baseUrl?: string }) => (await import('./digest.ts')).digest(options));
  program
    .command('add')
    .description('read one article by its address, the way crawled ones go, and print what became of it as one JSON line')
    .argument('<url>', 'address of the article')
    .option('--source <id>', 'name that it gets as its source')
    .action(async (url: string, options: { source?: string }) => (await import('./add.ts')).add(url, options));
  program
    .command('import')
    .description('take items from a JSON Lines, CSV or XLSX file the way crawled ones go')
    .argument(
      '<file>',
      'CSV or XLSX with headings; or JSON Lines: kind, title, text, url or id, publishedAt, outlet, threadUrl, threadTitle',
    )
    .requiredOption('--source <id>', 'name that these items get as their source')
    .option('--map <file>', 'which column holds what (default: mapping-SOURCE.json beside the file; asked for in a terminal)')
    .action(async (file: string, options: { source: string; map?: string }) => (await import('./import.ts')).importFile(file, options));
}

/** The classifiers. */
function addModels(program: Command): void {
  program
    .command('evaluate')
    .description('measure the classifiers on labelled corpora')
    .option('--corpora <dir>', 'folder of the corpora (default: DU_LUAN_CORPORA)')
    .option('--json', 'print JSON instead of tables')
    .option('--save', 'write the figures to quality.json of the models folder, for dashboard and digest')
    .action(async (options: { corpora?: string; json?: true; save?: true }) => (await import('./evaluate.ts')).evaluateModels(options));
  program
    .command('train')
    .description('train the classifiers anew from labelled corpora; with --data one model on a table of your own')
    .option('--corpora <dir>', 'folder of the corpora (default: DU_LUAN_CORPORA)')
    .option('--out <dir>', 'folder to write the models to (default: the models folder)')
    .option('--without <corpus...>', 'leave these corpora out of the training')
    .option(
      '--with-corrections [file]',
      'learn from what editors have corrected: of the store, or of a file that corrections --export wrote',
    )
    .addOption(
      new Option('--data <file>', 'CSV, TSV, XLSX or JSON Lines file of labelled texts').conflicts([
        'corpora',
        'out',
        'without',
        'withCorrections',
      ]),
    )
    .option('--label <column>', 'with --data: column that holds the label')
    .option('--text <column>', 'with --data: column that holds the text (default: text)')
    .option('--context <column>', 'with --data: column of what the text answers, such as the title of a post (default: none)')
    .option('--dev <file>', 'with --data: table to measure on (default: cross-validation)')
    .option('--save <dir>', 'with --data: folder to write the model and its figures to (default: none is kept)')
    .action(async (options: TrainOptions) => (await import('./train.ts')).trainModels(options));
}

/** Whether the classifiers still fit. */
function addWatching(program: Command): void {
  program
    .command('drift')
    .description('say which labels, abstentions among them, are rarer or more frequent in the last full week than in the eight before')
    .option('--json', 'print every share as JSON')
    .action(async (options: { json?: true }) => (await import('./drift.ts')).drift(options));
}

/** What editors do while there is no sign-in: where the program runs, not over the network. */
function addEditing(program: Command): void {
  program
    .command('correct')
    .description('correct what the classifiers say of one item; kept as a label, seen in every figure at once')
    .argument('<item>', 'id of the item')
    .requiredOption('--field <field>', 'relevant, topics, tone, stance, acts or checkable')
    .requiredOption('--to <value>', 'a code; true or false; codes joined by commas for topics (main one first) and acts; none for no acts')
    .option('--by <desk>', 'the desk that decides, never a person', 'bien-tap')
    .option('--note <text>', 'why')
    .action(async (item: string, options: CorrectOptions) => (await import('./correct.ts')).correct(item, options));
  program
    .command('uncorrect')
    .description('take a correction back; what was said before it holds again')
    .argument('<item>', 'id of the item')
    .argument('<correction>', 'id of the correction, as corrections prints it')
    .option('--by <desk>', 'the desk that decides, never a person', 'bien-tap')
    .option('--note <text>', 'why')
    .action(async (item: string, id: string, options: DeskOptions) => (await import('./correct.ts')).uncorrect(item, id, options));
  program
    .command('corrections')
    .description('print every correction as one JSON line, without the texts')
    .option('--item <id>', 'only those of this item')
    .addOption(new Option('--export <file>', 'write them to a file with the texts that they label, for train').conflicts('item'))
    .addOption(new Option('--forget <item>', 'remove the corrections of an item and their text for good').conflicts(['item', 'export']))
    .action(async (options: ListOptions) => (await import('./corrections.ts')).corrections(options));
  addStoryEdits(program.command('story').description('what belongs to one story, where the program decided otherwise'));
}

function addStoryEdits(story: Command): void {
  const desk = ['--by <desk>', 'the desk that decides, never a person', 'bien-tap'] as const;
  story
    .command('merge')
    .description('put all items of these stories into the first one')
    .argument('<story>', 'id of the story that stays')
    .argument('<others...>', 'ids of the stories that become part of it')
    .option(...desk)
    .action(async (first: string, others: string[], options: { by: string }) =>
      (await import('./story.ts')).mergeStories([first, ...others], options),
    );
  story
    .command('split')
    .description('take items, with their reprints and comments, out of a story into one of their own')
    .argument('<story>', 'id of the story')
    .argument('<items...>', 'ids of the items')
    .option(...desk)
    .action(async (id: string, items: string[], options: { by: string }) => (await import('./story.ts')).splitStory(id, items, options));
  story
    .command('edits')
    .description('print every merge and split as one JSON line, in the order in which they are applied')
    .action(async () => (await import('./story.ts')).storyEdits());
  story
    .command('undo')
    .description('remove a merge or split; stories are as if it had never been')
    .argument('<edit>', 'id of the edit, as story edits prints it')
    .action(async (id: string) => (await import('./story.ts')).undoStoryEdit(id));
}

/** What whoever runs it needs. */
function addCare(program: Command): void {
  program
    .command('backup')
    .description('copy everything that is kept into one file, while the program runs')
    .requiredOption('--to <file>', 'file to write; must not exist')
    .action(async (options: { to: string }) => (await import('./backup.ts')).backup(options));
  program
    .command('restore')
    .description('put a backup into an empty data folder')
    .requiredOption('--from <file>', 'file that backup has written')
    .action(async (options: { from: string }) => (await import('./backup.ts')).restore(options));
  program
    .command('copy')
    .description('copy everything that is kept into another store, compare the two, print one JSON line; safe to call again')
    .option('--from <address>', 'sqlite:FOLDER or http://HOST:9200 (default: the data folder)')
    .option('--to <address>', 'the same (default: STORE_URL, where a password is out of sight)')
    .option('--prefix <name>', 'beginning of the names of indices (default: DU_LUAN_STORE_PREFIX)')
    .option('--leave-queue', 'leave items behind that still wait in the queue')
    .action(async (options: CopyOptions) => (await import('./copy.ts')).copy(options));
  program
    .command('retain')
    .description('count items older than some months; drop them with --yes')
    .requiredOption('--months <count>', 'months to keep, the running one included, by when items were first seen')
    .option('--yes', 'drop them for good')
    .action(async (options: { months: string; yes?: true }) => (await import('./retain.ts')).retain(options));
  const quarantine = program.command('quarantine').description('items that could not be worked on');
  quarantine
    .command('list')
    .description('print id, source, age and reason of each as one JSON line, last put aside first')
    .option('--limit <count>', 'most lines to print', '100')
    .action(async (options: { limit: string }) => (await import('./quarantine.ts')).listQuarantine(options));
  quarantine
    .command('replay')
    .description('give items back to the workers')
    .argument('[id...]', 'ids as list prints them')
    .option('--all', 'all that are in quarantine now')
    .action(async (ids: string[], options: { all?: true }) => (await import('./quarantine.ts')).replayQuarantine(ids, options));
  program
    .command('doctor')
    .description('check this machine and the configuration')
    .option('--configuration-page', 'print docs/configuration.md instead')
    .option('--sources', 'visit every source of the profile instead and print corrections as JSON')
    .option('--source <id...>', 'with --sources: only these')
    .option('--write', 'with --sources: write corrections and dates into sources.json')
    .action(async (options: { configurationPage?: true; sources?: true; source?: string[]; write?: true }) =>
      options.sources ? (await import('./doctor-sources.ts')).doctorSources(options) : (await import('./doctor.ts')).doctor(options),
    );
  program
    .command('try')
    .description('one step as a filter: JSON Lines in, one JSON line out per line')
    .argument('<step>', STEP_NAMES.join(', '))
    .option('--hosts <file>', 'egress: answers of the name server, as JSON')
    .option('--explain', 'analyse: say which words spoke for each label and which against it')
    .action(async (step: string, options: FilterOptions) => (await import('./try.ts')).tryStep(step, options));
}
