#pragma once

#include <QLocale>
#include <QStringList>

namespace aurora::gui {

/// Where translations of the program's texts, `aurora_<locale>.qm`, are looked for: inside the program, then in the
/// folder `translations` beside it.
[[nodiscard]] QStringList translationFolders();

/// Shows the program's texts in a language, where there is a translation, and those of Qt's own dialogs with them. To
/// be called before the first widget is made.
/// @return false when there is none: then Qt's texts stay English too, for half a window in one language and half in
/// another helps nobody
bool installTranslation(const QLocale& locale, const QStringList& folders = translationFolders());

}  // namespace aurora::gui
