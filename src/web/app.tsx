import { Route, Switch } from 'wouter';
import { ItemPage } from './pages/item-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { OverviewPage } from './pages/overview-page.tsx';
import { SearchPage } from './pages/search-page.tsx';
import { SourcesPage } from './pages/sources-page.tsx';
import { StoriesPage } from './pages/stories-page.tsx';
import { StoryDetailPage } from './pages/story-detail-page.tsx';
import { NowProvider } from './parts/now.tsx';
import { Shell } from './shell/shell.tsx';

/** Addresses and the page that each opens. */
export function App() {
  return (
    <NowProvider>
      <Shell>
        <Switch>
          <Route path="/" component={OverviewPage} />
          <Route path="/tim-kiem" component={SearchPage} />
          <Route path="/tin/:id">{({ id }) => <ItemPage key={id} id={id} />}</Route>
          <Route path="/vu-viec" component={StoriesPage} />
          <Route path="/vu-viec/:id">{({ id }) => <StoryDetailPage key={id} id={id} />}</Route>
          <Route path="/nguon-tin" component={SourcesPage} />
          <Route component={NotFoundPage} />
        </Switch>
      </Shell>
    </NowProvider>
  );
}
