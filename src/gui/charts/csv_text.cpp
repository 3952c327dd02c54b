#include "gui/charts/csv_text.h"

namespace aurora::gui {

std::string csvText(const QString& text)
{
    QString inner = text;
    inner.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return '"' + inner.toStdString() + '"';
}

}  // namespace aurora::gui
