#pragma once

#include <QDialog>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace aurora::gui {

/// Asks for the name of a protocol. Says at every letter whether that makes a new file or overwrites one.
class NameDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Overwriting
    {
        Refused,
        Offered
    };

    /// What is there of a name: empty when nothing, else what would be lost ("5 steps, changed 2024-06-20 09:14").
    using Existing = std::function<QString(const QString& name)>;

    NameDialog(const QString& title, const QString& verb, const QString& name, Overwriting overwriting,
               Existing existing, QWidget* parent);

Q_SIGNALS:
    void named(const QString& name);

private:
    void update();
    void accept() override;

    QString m_verb;
    Overwriting m_overwriting;
    Existing m_existing;
    QLineEdit* m_name;
    QLabel* m_says;
    QPushButton* m_button;
};

}  // namespace aurora::gui
