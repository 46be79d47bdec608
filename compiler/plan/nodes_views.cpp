// Nodes of views: created, altered, dropped and created again.
#include "compiler/plan/node_builder.h"

#include <algorithm>

#include <fmt/format.h>

namespace kura::plan {

void Builder::add_views() {
  const ViewImpact& impact = input_.views;
  for (std::size_t place = 0; place < impact.goes.size(); ++place) {
    if (impact.goes[place]) add_dropped_view(place);
  }
  for (std::size_t place = 0; place < situation_.after.views.size(); ++place) {
    const ir::View& view = situation_.after.views[place];
    const std::size_t before = situation_.pairing.views.before_of[place];
    if (before == kNowhere) {
      views_[place] =
          add_whole(node(Phase::views, place, kind_of(view), view.name, migrator_.create_view(view, context_)),
                    Kind::create_view, place);
    } else if (impact.goes[before]) {
      Node again = node(Phase::views, place, kind_of(view), view.name,
                        migrator_.recreate_view(situation_.before.views[before], view, context_));
      again.changes = view_changes(place);
      if (view.is_materialized)
        again.hazards.push_back({change::HazardKind::refresh_needed, "its query runs again, over everything it reads"});
      views_[place] = add_with_late(std::move(again));
    } else if (impact.is_activated[place]) {
      views_[place] =
          graph_.add(node(Phase::views, place, kind_of(view), view.name, migrator_.activate(view, context_)));
    }
  }
  for (const ObjectWork& work : input_.work.views) {
    if (!work.in_place.empty() && !impact.goes[work.places.before]) add_altered_view(work);
  }
}

std::vector<Answered> Builder::view_changes(std::size_t after) const {
  for (const ObjectWork& work : input_.work.views) {
    if (work.places.after == after) return work.all;
  }
  return {};
}

void Builder::add_altered_view(const ObjectWork& work) {
  const ir::View& after = situation_.after.views[work.places.after];
  Node altered =
      node(Phase::views, work.places.after, kind_of(after), after.name,
           migrator_.alter_view(situation_.before.views[work.places.before], after, work.in_place, context_));
  altered.changes = work.in_place;
  const std::size_t activated = views_.contains(work.places.after) ? views_[work.places.after] : kNowhere;
  const std::size_t id = add_with_late(std::move(altered));
  graph_.must_follow(activated, id);
  if (activated == kNowhere) views_[work.places.after] = id;
}

/// Why the view's own change needs a new one.
std::string Builder::own_reason(std::size_t after) const {
  std::vector<std::string> reasons;
  for (const Answered& answered : view_changes(after)) {
    if (answered.row != nullptr && answered.row->method == dialect::Method::recreate && !answered.row->reason.empty()) {
      reasons.emplace_back(answered.row->reason);
    }
  }
  reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
  return fmt::format("{}", fmt::join(reasons, "; "));
}

void Builder::add_dropped_view(std::size_t place) {
  ir::View view = situation_.before.views[place];
  const std::size_t after = situation_.pairing.views.after_of[place];
  const bool comes_again = after != kNowhere;
  if (comes_again && !(situation_.after.views[after].was == ir::QualifiedName{}))
    view.name = situation_.after.views[after].was;
  Node dropped = node(Phase::drop_views, place, kind_of(view), view.name, migrator_.drop_view(view, context_));
  const std::string& reason = input_.views.reason[place];
  if (comes_again) {
    dropped.hazards.push_back({change::HazardKind::view_recreated, "it is gone until it is created again"});
    dropped.reason = reason.empty() ? own_reason(after) : reason;
    if (!dropped.drafts.empty()) dropped.drafts.front().carry = migrator_.carried(view.name, kind_of(view), context_);
  }
  dropped_views_[place] = add_whole(std::move(dropped), Kind::drop_view, comes_again ? kNowhere : place);
}

}  // namespace kura::plan
