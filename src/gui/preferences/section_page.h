#pragma once

#include <QString>

class QWidget;

namespace aurora::gui {

/// A page of the preferences: its title, in grey what it is for, and below a body with a vertical layout.
struct SectionPage
{
    QWidget* page = nullptr;
    QWidget* body = nullptr;
};

[[nodiscard]] SectionPage makeSectionPage(const QString& id, const QString& title, const QString& explanation,
                                          QWidget* parent);

}  // namespace aurora::gui
