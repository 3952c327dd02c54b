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
    /// Called on a pool thread, for it may have to read a file.
    using Existing = std::function<QString(const QString& name)>;

    NameDialog(const QString& title, const QString& verb, const QString& name, Overwriting overwriting,
               Existing existing, QWidget* parent);

Q_SIGNALS:
    void named(const QString& name);

private:
    /// Asks what is there of the name; until that is known, nothing can be done with it.
    void update();
    void askWhatIsThere();
    void tell(const QString& there);
    void accept() override;

    QString m_verb;
    Overwriting m_overwriting;
    Existing m_existing;
    QLineEdit* m_name;
    QLabel* m_says;
    QPushButton* m_button;
    bool m_asking = false;
    bool m_acceptNew = false;  ///< Enter came before the answer: a new file is made then, nothing overwritten
};

}  // namespace aurora::gui
