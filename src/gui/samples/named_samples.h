#pragma once

#include <QStringList>

#include <string>
#include <vector>

namespace aurora::gui {

/// "run_a_01", "run_a_01, run_a_02 and 7 more samples": for the sentences of dialogs.
[[nodiscard]] QString namedSamples(const QStringList& samples);

/// The texts for services.
[[nodiscard]] std::vector<std::string> utf8(const QStringList& texts);

}  // namespace aurora::gui
