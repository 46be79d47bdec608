// The page: a migration's file as lines and directives, before anybody knows what they mean.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/sink.h"

namespace kura::migrations {

struct Line {
  std::string_view text;  // without its end; in the way back without the comment mark before it
  SourceRange at;
};
using Lines = std::vector<Line>;

/// `-- kura:WORD TEXT`, the comment lines that continue it, and what stands below until the next directive.
struct Directive {
  std::string word;
  std::string text;
  std::string continued;  // the lines that begin with three blanks behind the mark, joined
  Lines below;
  SourceRange at;
};

/// The three parts of a file.
struct Page {
  Lines up;
  Lines down;
  Lines state;
};

/// Cuts at `-- kura:down` and `-- kura:state`. Reports lines of the last two parts that are no comments: a client would
/// run them.
Page split_page(BufferId file, std::string_view text, diag::Sink& sink);

/// What stands before the first directive is passed over if it is blank or a comment, and reported otherwise.
std::vector<Directive> directives_of(const Lines& lines, diag::Sink& sink);

}  // namespace kura::migrations
