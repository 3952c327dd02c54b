#include "gui/frame/page.h"

namespace aurora::gui {

QString Page::whyNot(Command command) const
{
    switch (command) {
    case Command::Refresh:
        return tr("This page always shows the newest data.");
    case Command::ViewData:
    case Command::AnalyseAgain:
        return tr("Choose samples on the page Samples or Results.");
    default:
        return tr("There is no table on this page.");
    }
}

}  // namespace aurora::gui
