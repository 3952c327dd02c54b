#include "gui/samples/named_samples.h"

#include <QCoreApplication>

namespace aurora::gui {

QString namedSamples(const QStringList& samples)
{
    constexpr int mostNamed = 4;
    const QString named = samples.mid(0, mostNamed).join(QStringLiteral(", "));
    return samples.size() <= mostNamed ? named
                                       : QCoreApplication::translate("NamedSamples", "%1 and %2 more samples")
                                             .arg(named)
                                             .arg(samples.size() - mostNamed);
}

std::vector<std::string> utf8(const QStringList& texts)
{
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(texts.size()));
    for (const QString& text : texts) {
        names.push_back(text.toStdString());
    }
    return names;
}

}  // namespace aurora::gui
