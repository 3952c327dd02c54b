#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace aurora::gui {

/// What leads on from the question; going back to the form needs nothing.
struct UnsavedAnswers
{
    std::function<void()> save;
    std::function<void()> discard;
};

/// Asks what is to become of edited preferences, unless it is being asked already.
/// @param whyNotSave  why they cannot be saved as they are; empty: they can
void askAboutUnsaved(QWidget* form, const QString& whyNotSave, const UnsavedAnswers& answers);

}  // namespace aurora::gui
